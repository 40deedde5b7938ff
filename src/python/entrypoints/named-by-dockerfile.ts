import { ownCommand } from './container-commands';
import { Candidate } from './django-site';
import { Entrypoint } from './entrypoint';
import { importable } from './entrypoint-binding';
import { startedFile } from './started-file';
import type { PythonProject } from '../python-project';

/** The one of several ways to start that the project's own Dockerfile names; undefined when it names none of them, or more. */
export function namedByDockerfile(project: PythonProject, candidates: Candidate[]): Candidate | undefined {
  const command = ownCommand(project._source);
  const started = command && startedFile(project, command);
  const words = command === undefined ? [] : [...command.line.split(/\s+/), ...started === undefined ? [] : [started.file]].map((word) => word.replace(/^\.\//, ''));
  const exact = candidates.filter((candidate) => words.some((word) => names(project, candidate, word)));
  const named = exact.length > 0 ? exact : candidates.filter(({ where }) => words.some((word) => word.endsWith(`/${where}`)));
  if (named.length !== 1) {
    return undefined;
  }
  const [{ entrypoint, where }] = named;
  const module = importable(project, where);
  const asModule = module !== undefined && words.some((word, n) => word === module && words[n - 1] === '-m');
  return { entrypoint: asModule ? Entrypoint.module(module) : entrypoint, where: `${command?.file} (${where})` };
}

/** By its path, its module, the object in its module, or as a console script. */
function names(project: PythonProject, { entrypoint, where }: Candidate, word: string): boolean {
  const module = importable(project, where);
  return word === where || (module !== undefined && (word === module || word.startsWith(`${module}:`)))
    || (entrypoint._names.program?.kind === 'console-script' && entrypoint._names.program.name === word);
}

