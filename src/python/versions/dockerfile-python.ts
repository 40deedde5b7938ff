import { assignedIn, substituted } from '../source/dockerfile-variables';
import { ownDockerfile } from '../source/own-dockerfile';
import { SourceFolder } from '../source/source-folder';

/** The Python of the project's own Dockerfile. */
export interface DockerfilePython {
  readonly file: string;
  /** `3.12`. */
  readonly minor: string;
}

/** `python:3.12-slim` of any registry, `lambda/python:3.12`, and what others call after it: `uv:python3.12-bookworm`. */
const PYTHON = /(?:\/|^|\s)python:(3\.\d+)(?!\d)|:python-?(3\.\d+)(?!\d)/;

/** The Python that the images of the project's own Dockerfile have; undefined when they name none, or several. */
export function dockerfilePython(source: SourceFolder): DockerfilePython | undefined {
  const { file, instructions = [] } = ownDockerfile(source) ?? {};
  const defaults = new Map<string, string>();
  const minors = new Set<string>();
  for (const { keyword, rest } of instructions) {
    if (keyword === 'ARG') {
      assignedIn(keyword, rest).forEach(([name, value]) => defaults.set(name, value));
    }
    const [, one, other] = keyword === 'FROM' ? PYTHON.exec(substituted(rest, defaults)) ?? [] : [];
    minors.add(one ?? other ?? '');
  }
  minors.delete('');
  return file === undefined || minors.size !== 1 ? undefined : { file, minor: [...minors][0] };
}
