import { Candidate } from './django-site';
import { Entrypoint } from './entrypoint';
import { importable } from './entrypoint-binding';
import { shellWord } from '../../private/quoting';
import type { PythonProject } from '../python-project';
import { ownDockerfile } from '../source/own-dockerfile';
import { SourceFolder } from '../source/source-folder';

/**
 * The words that the project's own Dockerfile starts its container with: ENTRYPOINT and CMD of the last stage. Of a command for a shell, the words as they
 * are written. Empty when there is none.
 */
export function dockerfileWords(source: SourceFolder): string[] {
  const { instructions = [] } = ownDockerfile(source) ?? {};
  const stage = instructions.slice(instructions.map(({ keyword }) => keyword).lastIndexOf('FROM') + 1);
  const [entrypoint, cmd] = ['ENTRYPOINT', 'CMD'].map((wanted) => stage.filter(({ keyword }) => keyword === wanted).at(-1)?.rest);
  // The shell of an ENTRYPOINT is given nothing by CMD.
  const said = entrypoint === undefined || listOf(entrypoint) !== undefined ? [entrypoint, cmd] : [entrypoint];
  return said.flatMap((one) => one === undefined ? [] : wordsOf(one));
}

/** The one of several ways to start that the project's own Dockerfile names; undefined when it names none of them, or more. */
export function namedByDockerfile(project: PythonProject, candidates: Candidate[]): Candidate | undefined {
  const words = dockerfileWords(project._source).map((word) => word.replace(/^\.\//, ''));
  const exact = candidates.filter((candidate) => words.some((word) => names(project, candidate, word)));
  const named = exact.length > 0 ? exact : candidates.filter(({ where }) => words.some((word) => word.endsWith(`/${where}`)));
  if (named.length !== 1) {
    return undefined;
  }
  const [{ entrypoint, where }] = named;
  const module = importable(project, where);
  const asModule = module !== undefined && words.some((word, n) => word === module && words[n - 1] === '-m');
  return { entrypoint: asModule ? Entrypoint.module(module) : entrypoint, where: `${ownDockerfile(project._source)?.file} (${where})` };
}

/** By its path, its module, the object in its module, or as a console script. */
function names(project: PythonProject, { entrypoint, where }: Candidate, word: string): boolean {
  const module = importable(project, where);
  return word === where || (module !== undefined && (word === module || word.startsWith(`${module}:`)))
    || (entrypoint._names.program?.kind === 'console-script' && entrypoint._names.program.name === word);
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
