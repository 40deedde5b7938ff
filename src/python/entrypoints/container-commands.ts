import { plainCommand } from './command-line';
import { scriptCommands } from './container-script';
import { dockerfileStart, execWords } from './dockerfile-command';
import { isIdle } from './idle-command';
import { runAliases } from './run-aliases';
import { CopiedPaths } from '../source/copied-paths';
import { deployedInstructions, isForDevelopment } from '../source/dockerfile-stages';
import { hint } from '../source/hint-file';
import { ownDockerfile } from '../source/own-dockerfile';
import { SourceFolder } from '../source/source-folder';
import { isTable, TomlTable } from '../source/toml-file';
import { readYaml } from '../source/yaml-file';

/** What a container of the project's own is started with, and the file that says it. */
export interface ContainerCommand {
  readonly file: string;
  readonly line: string;
  /** The folder of the source that it runs in. */
  readonly folder: string;
  /** The script of the project that it stands in. */
  readonly script?: string;
  /** Commands in Python that run before it. */
  readonly before: string[];
  /** What measures the program while it runs: `opentelemetry-instrument`. */
  readonly instrument?: string;
  readonly paths: CopiedPaths;
}

const COMPOSE = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
/** What hands on the command that it is given: an init process, another user, a wait for a server, a shell that only passes. */
const HANDS_ON = [
  /^(?:\S*\/)?(?:tini|dumb-init|catatonit)(?:\s+-\S+)*\s+/,
  /^(?:\S*\/)?(?:gosu|su-exec)\s+\S+\s+/,
  /^(?:(?:ba)?sh\s+)?\S*wait-for(?:-it)?(?:\.sh)?\s+[^"';&|]*?--\s+/,
  /^dockerize(?:\s+-\S+(?:\s+[\w.:/-]+)?)*?\s+(?=(?:python|gunicorn|uvicorn|celery|poetry|uv|\.\/))/,
  /^(?:\S*\/)?(?:ba|da)?sh\s+-c\s+'exec "\$@"'\s+\S+\s+/,
];
/** A script before the command, which ends in `exec "$@"` by custom. */
const SCRIPT = /^(?:(?:\S*\/)?(?:ba|da)?sh\s+)?((?:\S*\/)?(?:[\w.-]+\.(?:ba)?sh|[\w.-]*entrypoint[\w.-]*))(?:\s+(.*))?$/;
/** Programs that measure the one behind them. Sources: their own documentation. */
const INSTRUMENT = /^((?:opentelemetry-instrument|ddtrace-run|newrelic-admin\s+run-program|splunk-py-trace|elasticapm-run|appsignal-wrap)(?:\s+--\w[\w-]*(?:[=\s]\S+)?)*)\s+(?=\w)/;

/**
 * The command lines of the project's own Dockerfile and of the service of Compose that is built from its folder, where that is one, without what runs a command: an init process,
 * a script in front, the tool of an environment. A script that does not end in the command that it is given ends in its own. Lines that test the project, or keep a container
 * open, are none. Sources: Docker, "Dockerfile reference" and "Compose file reference".
 */
export function containerCommands(source: SourceFolder): ContainerCommand[] {
  const dockerfile = ownDockerfile(source);
  const paths = new CopiedPaths(source, dockerfile === undefined ? [] : deployedInstructions(dockerfile));
  const { entrypoint, command } = dockerfileStart(source);
  const said = [{ file: dockerfile?.file ?? '', line: [...entrypoint, ...command].join(' ') }, ...composed(source, entrypoint)];
  const aliases = runAliases(source);
  return said.map(({ file, line }) => plainOf(file, line, { source, paths, aliases })).filter(({ line }) => line !== '' && !isIdle(line));
}

/** The one of the project's own Dockerfile; undefined when that has none that starts something. */
export function ownCommand(source: SourceFolder): ContainerCommand | undefined {
  const own = ownDockerfile(source)?.file;
  return containerCommands(source).find(({ file }) => file === own);
}

interface Context {
  readonly source: SourceFolder;
  readonly paths: CopiedPaths;
  readonly aliases: Record<string, string>;
}

function plainOf(file: string, said: string, { source, paths, aliases }: Context): ContainerCommand {
  const handed = handedOn(plainCommand(said.trim(), aliases), aliases);
  const [, path, words = ''] = SCRIPT.exec(handed) ?? [];
  const script = path === undefined || /[&|;]/.test(words) ? undefined : paths.fileAt(path);
  const text = script === undefined ? undefined : hint(() => source.readUnicode(script)?.text);
  const found = text !== undefined ? scriptCommands(text, words === '' ? [] : words.split(/\s+/))
    : /&&|;/.test(handed) ? scriptCommands(handed, []) : { line: path === undefined || words === '' ? handed : words, before: [] };
  // Of a script that does more than to start one program, nothing is taken.
  const line = handedOn(plainCommand(found.line ?? (script === undefined ? '' : `sh ${script}`), aliases), aliases).trim();
  const [, instrument] = INSTRUMENT.exec(line) ?? [];
  const folder = found.folder === undefined ? undefined : paths.folderAt(found.folder);
  return {
    file,
    line: instrument === undefined ? line : line.replace(INSTRUMENT, ''),
    folder: folder ?? paths.folder(),
    paths,
    before: found.before.map((one) => plainCommand(one, aliases)),
    ...(path !== undefined && { script: script ?? path }),
    ...(instrument !== undefined && { instrument }),
  };
}

function handedOn(line: string, aliases: Record<string, string>): string {
  const inside = HANDS_ON.reduce((rest, one) => rest.replace(one, ''), line);
  return inside === line ? line : handedOn(plainCommand(inside, aliases), aliases);
}

/** The service that is built from the folder, of several the one that has ports. Without an entry point of its own it has that of the Dockerfile. */
function composed(source: SourceFolder, entrypoint: string[]): { readonly file: string; readonly line: string }[] {
  const file = COMPOSE.find((name) => hint(() => source.isFile(name)));
  const { services } = (file === undefined ? undefined : hint(() => readYaml(source, file))) ?? {};
  const own = Object.values(isTable(services) ? services : {})
    .filter((service): service is TomlTable => isTable(service) && buildsSource(service.build));
  const [service, ...others] = own.length === 1 ? own : own.filter(({ ports }) => Array.isArray(ports) && ports.length > 0);
  if (file === undefined || service === undefined || others.length > 0 || (service.command === undefined && service.entrypoint === undefined)) {
    return [];
  }
  const before = service.entrypoint === undefined ? entrypoint : wordsOf(service.entrypoint);
  return [{ file, line: [...before, ...wordsOf(service.command)].join(' ') }];
}

function buildsSource(build: unknown): boolean {
  const { context, target } = isTable(build) ? { context: build.context ?? '.', target: build.target } : { context: build, target: undefined };
  return (context === '.' || context === './') && !(typeof target === 'string' && isForDevelopment(target));
}

function wordsOf(value: unknown): string[] {
  return Array.isArray(value) ? execWords(value.map(String)) : typeof value === 'string' ? ofShell(value.trim().replace(/\s*\n\s*/g, ' ')) : [];
}

/** `sh -c "…"` of Compose's text form is what the shell gets. */
function ofShell(text: string): string[] {
  const [, , inside] = /^(?:\/bin\/)?(?:ba|da)?sh\s+-l?c\s+(["'])(.*)\1$/.exec(text) ?? [];
  return (inside ?? text).trim().split(/\s+/);
}
