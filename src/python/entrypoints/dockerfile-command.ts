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
  return ['ENTRYPOINT', 'CMD'].flatMap((wanted) => {
    const said = stage.filter(({ keyword }) => keyword === wanted).at(-1);
    return said === undefined ? [] : wordsOf(said.rest);
  });
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
    || entrypoint._written === `consoleScript('${word}')`;
}

/** A list of JSON is the exec form, whose words are quoted for a shell unless they are for one; anything else is as a shell takes it. */
function wordsOf(written: string): string[] {
  try {
    const list: unknown = written.startsWith('[') ? JSON.parse(written) : undefined;
    const words = Array.isArray(list) ? list.filter((word): word is string => typeof word === 'string') : undefined;
    const shell = words?.length === 3 && /(?:^|\/)(?:ba|da)?sh$/.test(words[0]) && /^-l?c$/.test(words[1]);
    return shell ? words[2].trim().split(/\s+/) : words?.map((word) => /[^\w./:=@%+,-]/.test(word) ? shellWord(word) : word) ?? written.split(/\s+/);
  } catch {
    return written.split(/\s+/);
  }
}
