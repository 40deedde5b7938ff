import * as path from 'path';
import { bindCommand, EntrypointContext, StartCommand } from './entrypoint-binding';
import { gunicornBind } from './gunicorn-config';
import { listenedPort } from './listened-port';
import { moduleFiles, portVariable } from './port-variable';
import { processLine } from './process-line';
import { readProcfile } from './procfile-processes';
import { isPython } from './python-words';
import { serverMissing } from './server-missing';
import { WEB_SERVERS } from './web-server';
import { CodedError } from '../../private/coded-error';
import type { PythonProject } from '../python-project';
import { moduleFile } from '../source/project-layout';

/** The command that a platform runs between the build and the start: migrations, mostly. No image does. Source: Heroku, "Release Phase". */
export function releaseProcess({ _source: source }: PythonProject): string | undefined {
  return readProcfile(source)?.release;
}

/** What a shell does more with than to split it into words. */
const GRAMMAR = /[$`"'\\|&;<>()*?[\]{}~#\n!]/;
/** What may stand in front of the last command of `a && b` and `a; b`, and in it, so that `exec` can be put before it. */
const HARMLESS = /^(?:[^`'"\\|&;<>()\n#]|&&|;(?!;)|"[^"`\\&;\n]*"|'[^'&;\n]*')*$/;
/** Words of a shell that a command may be inside of. */
const COMPOUND = /(?:^|[\s;])(?:if|then|else|fi|for|while|until|do|done|case|esac|[{}!])(?=[\s;]|$)/;
const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/**
 * A command line as a Procfile has it. Plain words are taken as they are; for anything else the shell of the image reads it, and is
 * replaced by its last command, so that signals arrive there. Programs are looked for on PATH, where those of the environment are.
 */
export function bindProcess(line: string, context: EntrypointContext): StartCommand {
  const command = processLine(line, context.project, context.plan.packagesFor(context.environment));
  const last = command.slice(Math.max(command.lastIndexOf(';'), command.lastIndexOf('&')) + 1).trim();
  const words = last.split(/\s+/);
  const program = words.find((word) => !ASSIGNMENT.test(word) && word !== 'exec' && word !== 'env') ?? '';
  const asModule = isPython(path.posix.basename(program)) ? /\s-m\s+([\w-]+)/.exec(last)?.[1] : undefined;
  const server = WEB_SERVERS.find(({ script }) => script === (asModule ?? path.posix.basename(program)));
  const known = { ...bindCommand([program, ...words.slice(words.indexOf(program) + 1)], context) };
  const folder = /(?:^|[\s;])cd\s+([\w./-]+)\s*(?:&&|;)/.exec(command)?.[1] ?? '';
  const said = listenedPort(last, asModule ?? path.posix.basename(program), server !== undefined)
    ?? (server?.name === 'gunicorn' ? gunicornBind(context.project, words, folder)?.port : undefined);
  const port = /\$\{?PORT\b/.test(command) ? 8000 : said ?? (server?.readsPort ? 8000 : undefined);
  const facts = {
    ...(port !== undefined ? { env: { PORT: String(port) }, port } : portVariable(context.project, filesOf(words, folder, context))),
    stopSignal: server?.stopSignal ?? known.stopSignal,
    imports: [],
    ...command === last && server !== undefined && asModule === undefined && servedBy(program, words.slice(words.indexOf(program) + 1), context),
    requires: command === last ? known.requires : [],
    ...scriptsOf(program, known, context),
  };
  const plain = command.split(/\s+/);
  if (!GRAMMAR.test(command) && !ASSIGNMENT.test(plain[0])) {
    return { ...facts, argv: [inEnvironment(plain[0], context), ...plain.slice(1)] };
  }
  if (context.shell === undefined) {
    throw new CodedError('ShellMissing', {
      what: 'the command needs a shell, and the image has none',
      found: command,
      expected: 'plain words, or a base image with a shell',
      write: 'entrypoint: Entrypoint.command([…])',
    });
  }
  // The word behind a script is its name, $0; the arguments of the container follow.
  const [script, name] = HARMLESS.test(command) && !COMPOUND.test(command) ? [replacingShell(command, last), path.posix.basename(program)] : [command, 'sh'];
  return { ...facts, argv: [context.shell, '-c', script, name] };
}

/** The files of the project that the words name: by their path in the folder where the command starts, as a module, and as a console script of the project. */
function filesOf(words: string[], folder: string, { project }: EntrypointContext): string[] {
  const targets = words.flatMap((word) => Object.hasOwn(project.consoleScripts, word) ? [project.consoleScripts[word].replace(/[:[].*$/, '').trim()] : []);
  const modules = words.flatMap((word, n) => words[n - 1] === '-m' ? [word] : []);
  const paths = words.map((word) => path.posix.join(folder, word)).filter((word) => /^\w[\w./-]*$/.test(word));
  return [...paths, ...[...targets, ...modules].flatMap((module) => moduleFiles(project, module))];
}

/** What the build finds in the image before the command is believed: a program of the environment, or a file of the project. A server that a lock does not have is an error. */
function scriptsOf(program: string, known: StartCommand, context: EntrypointContext): Pick<StartCommand, 'scripts'> {
  const { plan, environment, binFolder } = context;
  const server = WEB_SERVERS.find(({ script }) => script === program);
  const complete = plan.locked || plan.packages.length === 0;
  if (server !== undefined && complete && !plan.packagesFor(environment).some(({ name }) => name === server.name)) {
    throw serverMissing(`the command ${JSON.stringify(program)}`, [server], server, context);
  }
  const inside = inEnvironment(program, context);
  return inside.startsWith(`${binFolder}/`) && inside !== `${binFolder}/python` ? { scripts: [inside] }
    : { ...(known.scripts !== undefined && { scripts: known.scripts }) };
}

/** `shop.web`, `shop.web:app`, `shop.web:create()`. */
const APPLICATION = /^["']?([A-Za-z_][\w.]*)(?::([\w.]+)(?:\([^)]*\))?)?["']?$/;

/** The server, and the application that it is called with. Options that say where modules are looked for leave it open. */
function servedBy(server: string, words: string[], context: EntrypointContext): Pick<StartCommand, 'imports' | 'importedBy'> {
  const { project: { _layout: layout, _source: source } } = context;
  const elsewhere = words.some((word) => /^--(?:chdir|pythonpath|app-dir|paste)\b/.test(word));
  const named = words.map((word, n) => ({ match: APPLICATION.exec(word), ofOption: n > 0 && words[n - 1].startsWith('-') }));
  // One that the project does not have may be a dependency's, or mistyped: the build finds out.
  const [, module, attribute] = (named.find(({ match }) => match !== null && moduleFile(layout, source, match[1]) !== undefined)
    ?? named.find(({ match, ofOption }) => match?.[2] !== undefined && !/^\d/.test(match[2]) && !ofOption))?.match ?? [];
  return {
    imports: module === undefined || elsewhere ? [] : [attribute === undefined ? module : `${module}:${attribute}`],
    importedBy: [inEnvironment(server, context)],
  };
}

/** The command with `exec` before its last part, which gets the arguments of the container unless it takes them itself. */
function replacingShell(command: string, last: string): string {
  const before = command.slice(0, command.length - last.length);
  const bare = last.replace(/^exec\s+/, '');
  return `${before}exec ${ASSIGNMENT.test(bare) ? 'env ' : ''}${bare}${/\$[@*1-9]|\$\{[@*1-9]/.test(command) ? '' : ' "$@"'}`;
}

/** Python itself and servers by their path, as everywhere else; other programs by PATH. */
function inEnvironment(program: string, { binFolder, plan, environment }: EntrypointContext): string {
  const installed = isPython(program) || WEB_SERVERS.some(({ script }) => script === program)
    || plan.packagesFor(environment).some(({ name }) => name === program);
  return installed ? `${binFolder}/${isPython(program) ? 'python' : program}` : program;
}
