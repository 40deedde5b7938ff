import { SourceFolder } from '../source/source-folder';

/** The Python of the project's own Dockerfile. */
export interface DockerfilePython {
  readonly file: string;
  /** `3.12`. */
  readonly minor: string;
}

const FILES = ['Dockerfile', 'Containerfile', 'docker/Dockerfile'];
/** `python:3.12-slim` of any registry, `lambda/python:3.12`, and what others call after it: `uv:python3.12-bookworm`. */
const PYTHON = /(?:\/|^|\s)python:(3\.\d+)(?!\d)|:python-?(3\.\d+)(?!\d)/;

/** The Python that the images of the project's own Dockerfile have; undefined when they name none, or several. Source: Docker, "Dockerfile reference". */
export function dockerfilePython(source: SourceFolder): DockerfilePython | undefined {
  const file = FILES.find((name) => source.isFile(name));
  const text = file === undefined ? undefined : source.readUnicode(file)?.text;
  const defaults = new Map<string, string>();
  const minors = new Set<string>();
  for (const line of (text ?? '').split(/\r?\n/)) {
    const [, instruction = '', rest = ''] = /^\s*(ARG|FROM)\s+(.*)$/i.exec(line) ?? [];
    if (/arg/i.test(instruction)) {
      const [, name = '', value = ''] = /^(\w+)=["']?([^"'\s]*)/.exec(rest) ?? [];
      defaults.set(name, value);
    }
    const [, one, other] = /from/i.test(instruction) ? PYTHON.exec(withDefaults(rest, defaults)) ?? [] : [];
    minors.add(one ?? other ?? '');
  }
  minors.delete('');
  return file === undefined || minors.size !== 1 ? undefined : { file, minor: [...minors][0] };
}

/** `${NAME}`, `${NAME:-value}` and `$NAME` by what ARG says. */
function withDefaults(text: string, defaults: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{?(\w+)(?::-([^}]*))?\}?/g, (_, name: string, value?: string) => defaults.get(name) ?? value ?? '');
}
