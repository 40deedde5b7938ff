import { ContainerCommand, containerCommands } from './container-commands';
import type { Candidate, Named } from './django-site';
import { Entrypoint } from './entrypoint';
import type { NamedProgram } from './named-start';
import { isPython, pythonTarget } from './python-words';
import { startedFile } from './started-file';
import { WEB_SERVERS } from './web-server';
import { looksSecret } from '../../private/secret-value';
import type { PythonProject } from '../python-project';
import type { CopiedPaths } from '../source/copied-paths';
import { ownDockerfile } from '../source/own-dockerfile';

/** Words that mean the same wherever they stand: nothing for a shell is in them. */
const PLAIN = /^[\w./:=@%+,-]+$/;
/** The variable that an image of the library always has where a command names it. */
const PORT = /\$PORT\b|\$\{PORT(?::-\d+)?\}/;
/** What starts nothing when it is the last word: `-h` before another one is a host. */
const STARTS_NOTHING = /^(?:-h|--help|--version|help)$/;

/**
 * A way to start with the arguments that the project's own containers give it: `ENTRYPOINT ["shop"]` with `CMD ["serve", "--port", "8080"]`. A port among them that the
 * Dockerfile exposes is that of the image. The first command that starts the program decides. As it is, where that gives none, a secret, or more than plain words.
 * Web applications have their arguments by their server.
 */
export function withOwnArguments(project: PythonProject, candidate: Candidate): Candidate {
  const { entrypoint, where } = candidate;
  const { program } = entrypoint._names;
  if (program === undefined) {
    return candidate;
  }
  for (const { file, line, paths } of containerCommands(project._source)) {
    const given = argumentsOf(program, line.split(/\s+/), paths);
    if (given === undefined) {
      continue;
    }
    const kept = taken(given);
    if (kept.length === 0 || !kept.every((word) => PLAIN.test(word)) || hasSecret(kept)) {
      return candidate;
    }
    return { entrypoint: entrypoint._withArguments(`${program.line} ${kept.join(' ')}`, kept, exposedPort(project, kept)), where: where.startsWith(file) ? where : `${file} (${where})` };
  }
  return candidate;
}

/** How the project's own containers start, where nothing else says it: a file or a module of the project, or a program of its dependencies. */
export function containerStart(project: PythonProject, packages: Named[]): Candidate | undefined {
  for (const command of containerCommands(project._source)) {
    const line = plainStart(command, project, packages);
    if (line !== undefined) {
      return { entrypoint: Entrypoint.process(line), where: command.file };
    }
  }
  return undefined;
}

/** The command line of a container as an image of the library runs it; undefined when it is more than plain words, has a secret, or starts nothing that the image has. */
export function plainStart(command: ContainerCommand, project: PythonProject, packages: Named[]): string | undefined {
  const [program, ...given] = command.line.split(/\s+/);
  const words = [program, ...taken(given)];
  const plain = words.every((word) => PLAIN.test(word.replace(PORT, '8000'))) && !hasSecret(words);
  // A word alone behind a script may be a word of that script.
  const sure = command.script === undefined || words.length > 1 || Object.hasOwn(project.consoleScripts, program);
  const started = plain && sure ? startedBy(words, project, packages, command) : undefined;
  const there = command.folder === '' || started === undefined || !needsFolder(started, project, command) ? '' : `cd ${command.folder} && `;
  return started && `${there}${started.join(' ')}`;
}

/** Whether what is started is found from the folder of the container alone. */
function needsFolder(words: string[], project: PythonProject, command: ContainerCommand): boolean {
  const inFolder = startedFile(project, command)?.file;
  return inFolder !== undefined && !words.includes(inFolder) && startedFile(project, { ...command, folder: '' })?.file !== inFolder;
}

/** The arguments without what is for development alone, and what starts nothing. */
function taken(words: string[]): string[] {
  const kept = words.filter((word) => word !== '--reload');
  return STARTS_NOTHING.test(kept.at(-1) ?? '') ? kept.slice(0, -1) : kept;
}

/** Whether a word is a secret, or an option whose value looks like one: `--password x`, `--api-key=x`, a password in a URL. */
export function hasSecret(words: string[]): boolean {
  return words.some((word, n) => {
    const [, option, assigned] = /^-*([^=]*)(?:=(.*))?$/.exec(word) ?? [];
    const next = word.startsWith('-') ? words[n + 1] ?? '' : '';
    return looksSecret('', word) || looksSecret(option.replace(/[.-]/g, '_'), assigned ?? (next.startsWith('-') ? '' : next));
  });
}

function startedBy(words: string[], project: PythonProject, packages: Named[], command: ContainerCommand): string[] | undefined {
  const [program, ...rest] = words;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const at = isPython(name) ? pythonTarget(rest) : -1;
  const target = at < 0 ? '' : rest[at];
  if (at >= 0 && target === '-m') {
    const module = rest[at + 1] ?? '';
    return startedFile(project, command) !== undefined || isNamed(module.split('.')[0], packages) ? ['python', ...rest] : undefined;
  }
  if (at >= 0) {
    const file = project.isPackage ? undefined : command.paths.fileAt(target);
    return file === undefined ? undefined : ['python', ...rest.slice(0, at), file, ...rest.slice(at + 1)];
  }
  if (name.endsWith('.py') && program.includes('/') && !project.isPackage) {
    const file = command.paths.fileAt(program);
    return file === undefined ? undefined : ['python', file, ...rest];
  }
  const server = WEB_SERVERS.find(({ script }) => script === name);
  const brought = Object.hasOwn(project.consoleScripts, name) ? project.isPackage : isNamed(server?.name ?? name, packages);
  return brought ? [name, ...rest] : undefined;
}

/** Whether a package of this name is installed, or one whose program is called so: `airflow` of apache-airflow, `dbt` of dbt-core. */
function isNamed(program: string, packages: Named[]): boolean {
  const name = program.replace(/_/g, '-');
  return packages.some((one) => one.name === name || one.name === `apache-${name}` || one.name === `${name}-core` || one.name === `${name}-cli`);
}

/** What follows a program in a command line; undefined when it starts something else. */
function argumentsOf({ kind, name }: NamedProgram, words: string[], paths: CopiedPaths): string[] | undefined {
  const [first, ...behind] = words;
  const program = first.slice(first.lastIndexOf('/') + 1);
  if (kind === 'console-script') {
    return program === name ? behind : undefined;
  }
  if (program.endsWith('.py') && first.includes('/')) {
    return kind === 'script' && paths.fileAt(first) === name ? behind : undefined;
  }
  const at = isPython(program) ? pythonTarget(behind) : -1;
  const [target, rest] = behind[at] === '-m' ? [behind[at + 1], behind.slice(at + 2)] : [behind[at] ?? '', behind.slice(at + 1)];
  const file = target === undefined || target === name ? target : paths.fileAt(target);
  const same = behind[at] === '-m' ? kind === 'module' && target === name : kind === 'script' && file === name;
  return at >= 0 && same ? rest : undefined;
}

/** The one port that the Dockerfile exposes and an argument has. */
function exposedPort({ _source: source }: PythonProject, words: string[]): number | undefined {
  const exposed = (ownDockerfile(source)?.instructions ?? []).flatMap(({ keyword, rest }) => keyword === 'EXPOSE' ? rest.split(/\s+/) : []).map((word) => word.replace(/\/tcp$/, ''));
  const said = exposed.filter((port) => /^\d{1,5}$/.test(port) && words.some((word) => new RegExp(`(?:^|[:=])${port}$`).test(word)));
  return said.length === 1 ? Number(said[0]) : undefined;
}
