import { hint } from './hint-file';
import { remembered } from './remembered';

/** The Dockerfile that a project brings along. */
export interface OwnDockerfile {
  readonly file: string;
  /** Its lines as instructions: no comments, continued lines in one. */
  readonly instructions: { readonly keyword: string; readonly rest: string }[];
}

const FILES = ['Dockerfile', 'Containerfile', 'docker/Dockerfile'];
/** An instruction with here-documents, up to the end of the last one, which is a line of its own. */
const HEREDOC = /^([ \t]*(?:RUN|COPY|ADD)(?=[ \t])[^\n]*[ \t]\d*<<-?(["']?)(\w+)\2(?!\w)[^\n]*\n)(?:[^\n]*\n)*?\t*\3\r?$/gim;

/** Reads the project's own Dockerfile; undefined when there is none, or none that can be read. Source: Docker, "Dockerfile reference". */
export const ownDockerfile = remembered((source): OwnDockerfile | undefined => {
  for (const file of FILES) {
    const text = hint(() => source.readUnicode(file)?.text);
    if (text !== undefined) {
      return { file, instructions: instructionsOf(text) };
    }
  }
  return undefined;
});

function instructionsOf(text: string): OwnDockerfile['instructions'] {
  const lines = text.replace(/^[ \t]*#.*\r?\n/gm, '').replace(/\\[ \t]*\r?\n/g, ' ').replace(HEREDOC, '$1').split(/\r?\n/);
  return lines.flatMap((line) => {
    const [, keyword, rest] = /^([A-Za-z]+)\s+(\S.*)$/.exec(line.trim()) ?? [];
    return keyword === undefined ? [] : [{ keyword: keyword.toUpperCase(), rest }];
  });
}
