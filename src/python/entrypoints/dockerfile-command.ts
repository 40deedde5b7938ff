import { Candidate } from './django-site';
import { Entrypoint } from './entrypoint';
import { importable } from './entrypoint-binding';
import { shellWord } from '../../private/quoting';
import { PythonProject } from '../python-project';
import { SourceFolder } from '../source/source-folder';

/**
 * The words that the project's own Dockerfile starts its container with: ENTRYPOINT and CMD of the last stage. Of a command for a shell, the words as they
 * are written. Empty when there is none. Source: Docker, "Dockerfile reference".
 */
export function dockerfileWords(source: SourceFolder): string[] {
  const file = ['Dockerfile', 'Containerfile'].find((name) => source.isFile(name));
  const text = (file === undefined ? undefined : source.read(file)) ?? '';
  const lines = text.replace(/^[ \t]*#.*\r?\n/gm, '').replace(/\\[ \t]*\r?\n/g, ' ').split(/\r?\n/);
  let said: Record<string, string[]> = {};
  for (const [, instruction, rest] of lines.flatMap((line) => [/^\s*(FROM|ENTRYPOINT|CMD)\s+(\S.*?)\s*$/i.exec(line) ?? []]).filter(({ length }) => length > 0)) {
    if (/from/i.test(instruction)) {
      said = {};
    } else {
      said[instruction.toUpperCase()] = wordsOf(rest);
    }
  }
  return [...said.ENTRYPOINT ?? [], ...said.CMD ?? []];
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
  return { entrypoint: asModule ? Entrypoint.module(module) : entrypoint, where: `Dockerfile (${where})` };
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
