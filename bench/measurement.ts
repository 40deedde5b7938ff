import type { ChangedLayers } from './changed-layers';
import type { Subject } from './subject';

/** What was measured of one image. All times are in seconds, all sizes in bytes. */
export class Measurement {
  /** Builds with no cache, one a round. */
  public readonly cold: number[] = [];
  /** Builds with nothing changed. */
  public readonly unchanged: number[] = [];
  /** Synths before the rebuilds, for the library. */
  public readonly synth: number[] = [];
  /** Builds after a change of one line: this image and the other one of its pair, measured one after the other. By the name of the other one. */
  public readonly pairs = new Map<string, Pair[]>();
  /** Seconds of the steps of the rebuilds that were not taken from the cache, by their instruction. */
  public readonly steps = new Map<string, number[]>();
  public size = 0;
  public changed?: ChangedLayers;

  constructor(public readonly subject: Subject) {}

  public get name(): string {
    return this.subject.name;
  }

  /** All rebuilds after a change. */
  public get rebuilds(): number[] {
    return [...this.pairs.values()].flatMap((pairs) => pairs.map(({ mine }) => mine));
  }

  public addPair(other: string, pair: Pair): void {
    this.pairs.set(other, [...this.pairs.get(other) ?? [], pair]);
  }

  public addStep(instruction: string, seconds: number): void {
    this.steps.set(instruction, [...this.steps.get(instruction) ?? [], seconds]);
  }
}

/** Two rebuilds, measured one right after the other. */
export interface Pair {
  readonly mine: number;
  readonly theirs: number;
}
