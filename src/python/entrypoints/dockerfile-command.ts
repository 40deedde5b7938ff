import { shellWord } from '../../private/quoting';
import { deployedInstructions } from '../source/dockerfile-stages';
import { ownDockerfile } from '../source/own-dockerfile';
import { SourceFolder } from '../source/source-folder';

/** What a container is started with, in words. */
export interface DockerfileStart {
  readonly entrypoint: string[];
  readonly command: string[];
}

/**
 * The words that the project's own Dockerfile starts its container with: ENTRYPOINT and CMD of the stage that is deployed and of those that it is made from. Of a command for a
 * shell, the words as they are written. Empty when there are none.
 */
export function dockerfileStart(source: SourceFolder): DockerfileStart {
  const dockerfile = ownDockerfile(source);
  let entrypoint: string | undefined;
  let cmd: { readonly rest: string; readonly inherited: boolean } | undefined;
  for (const { keyword, rest } of dockerfile === undefined ? [] : deployedInstructions(dockerfile)) {
    if (keyword === 'FROM') {
      cmd = cmd && { ...cmd, inherited: true };
    } else if (keyword === 'CMD') {
      cmd = { rest, inherited: false };
    } else if (keyword === 'ENTRYPOINT') {
      // Docker: an ENTRYPOINT resets the CMD that comes from the base.
      cmd = cmd?.inherited === true ? undefined : cmd;
      entrypoint = rest;
    }
  }
  // The shell of an ENTRYPOINT is given nothing by CMD.
  const given = entrypoint === undefined || listOf(entrypoint) !== undefined ? cmd?.rest : undefined;
  return { entrypoint: entrypoint === undefined ? [] : wordsOf(entrypoint), command: given === undefined ? [] : wordsOf(given) };
}

/** The same words in one list. */
export function dockerfileWords(source: SourceFolder): string[] {
  const { entrypoint, command } = dockerfileStart(source);
  return [...entrypoint, ...command];
}

/** The words of ENTRYPOINT or CMD: of the exec form quoted for a shell unless they are for one; anything else is as a shell takes it. */
function wordsOf(written: string): string[] {
  const list = listOf(written);
  return list === undefined ? written.split(/\s+/) : execWords(list);
}

/** The words of a command in the exec form, quoted for a shell unless they are for one. */
export function execWords(words: string[]): string[] {
  const shell = words.length === 3 && /(?:^|\/)(?:ba|da)?sh$/.test(words[0]) && /^-l?c$/.test(words[1]);
  return shell ? words[2].trim().split(/\s+/) : words.map((word) => /[\0\p{Surrogate}]/u.test(word) ? JSON.stringify(word) : shellWord(word));
}

/** The exec form, which is a list of JSON. */
function listOf(written: string): string[] | undefined {
  try {
    const list: unknown = written.startsWith('[') ? JSON.parse(written) : undefined;
    return Array.isArray(list) && list.every((word) => typeof word === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}
