/** A step of a build that has ended. */
export interface BuildStep {
  /** The stage and which of its steps: `builder 1/3`; empty for what is no instruction. */
  readonly place: string;
  /** The instruction, without its mounts. */
  readonly instruction: string;
  /** Undefined when the cache had it. */
  readonly seconds?: number;
  readonly failed: boolean;
}

/** Reads the plain progress of a build, line by line. */
export class BuildProgress {
  private readonly names = new Map<string, { readonly place: string; readonly instruction: string }>();
  private readonly ended = new Set<string>();

  /** The step that ends with this line, if one does. */
  public read(line: string): BuildStep | undefined {
    const [, number, text] = /^(#\d+) (.*)$/.exec(line) ?? [];
    if (number === undefined || this.ended.has(number)) {
      return undefined;
    }
    const name = this.names.get(number);
    if (name === undefined) {
      const [, place, instruction] = /^\[(.*?)\] (.*)$/.exec(text) ?? [undefined, '', text];
      this.names.set(number, { place, instruction: instruction.replace(/ +--mount=\S+/g, '').replace(/ +/g, ' ') });
      return undefined;
    }
    const end = /^(?:(CACHED)$|DONE ([\d.]+)s$|(ERROR: |CANCELED$))/.exec(text);
    if (end === null) {
      return undefined;
    }
    this.ended.add(number);
    return { ...name, seconds: end[2] === undefined ? undefined : Number(end[2]), failed: end[3] !== undefined };
  }

  /** The places that work right now. */
  public get working(): string[] {
    return [...this.names].filter(([number, { place }]) => !this.ended.has(number) && place !== '' && !place.startsWith('internal')).map(([, { place }]) => place);
  }
}
