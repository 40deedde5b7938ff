import type { SourceFolder } from './source-folder';

/** The Dockerfile that a project brings along. */
export interface OwnDockerfile {
  readonly file: string;
  /** Its lines as instructions: no comments, continued lines in one. */
  readonly instructions: { readonly keyword: string; readonly rest: string }[];
}

const FILES = ['Dockerfile', 'Containerfile', 'docker/Dockerfile'];

/** Reads the project's own Dockerfile; undefined when there is none. Source: Docker, "Dockerfile reference". */
export function ownDockerfile(source: SourceFolder): OwnDockerfile | undefined {
  const file = FILES.find((name) => source.isFile(name));
  if (file === undefined) {
    return undefined;
  }
  const text = source.readUnicode(file)?.text ?? '';
  const lines = text.replace(/^[ \t]*#.*\r?\n/gm, '').replace(/\\[ \t]*\r?\n/g, ' ').split(/\r?\n/);
  const instructions = lines.flatMap((line) => {
    const [, keyword, rest] = /^\s*([A-Za-z]+)\s+(\S.*?)\s*$/.exec(line) ?? [];
    return keyword === undefined ? [] : [{ keyword: keyword.toUpperCase(), rest }];
  });
  return { file, instructions };
}
