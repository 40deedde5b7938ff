import * as path from 'path';
import { bindScript, EntrypointContext, importable, StartCommand } from './entrypoint-binding';
import { gunicornBind } from './gunicorn-config';
import { serverMissing } from './server-missing';
import { checkModule } from './start-check';
import { StaticFiles } from './static-files';
import { FileServer } from './web-frameworks';
import { BRINGS_SERVER, WEB_SERVERS, WebKind, WebServer } from './web-server';
import { CodedError } from '../../private/coded-error';
import { nearestNames } from '../../private/nearest-names';
import { shellWord } from '../../private/quoting';
import { isInstalled } from '../source/installed-files';
import { normalizeName } from '../syntax/package-name';
import { readPython } from '../syntax/python-text';

/** What a web application is served with. */
export interface WebFacts {
  readonly kind: WebKind;
  readonly app: string;
  readonly server?: string;
  /** The one that the user asks for. */
  readonly port?: number;
  readonly extraArguments: string[];
  readonly staticFiles?: StaticFiles;
  /** The folder that it is started in, relative to the source. */
  readonly folder?: string;
  /** Variables that it needs. */
  readonly env?: Record<string, string>;
}

/** Where nothing says another one. */
const DEFAULT_PORT = 8000;

/** A web application with its server. $PORT is read when the container starts; without a shell the port is fixed. */
export function bindWeb(facts: WebFacts, context: EntrypointContext): StartCommand {
  const factory = facts.app.endsWith('()');
  const app = factory ? facts.app.slice(0, -2) : facts.app;
  const [module, attribute] = app.split(':');
  const [name] = attribute.split('.');
  checkModule({ module, name, folder: facts.folder }, context, (one, other = name) => `entrypoint: Entrypoint.${facts.kind}('${one}:${attribute.replace(name, other)}${factory ? '()' : ''}')`);
  const server = chooseServer(facts, context);
  const { staticFiles } = facts;
  // A server that serves no files leaves them to the application, which has whitenoise for that.
  const call = { app, factory, kind: facts.kind, staticFiles: server.servesFiles ? staticFiles : undefined };
  // Where its configuration file says on what it listens, that is so, unless the user asks for another port or nobody would reach it.
  const bind = server.name === 'gunicorn' ? gunicornBind(context.project, facts.extraArguments, facts.folder) : undefined;
  const port = facts.port ?? (bind?.closed === false ? bind.port : undefined) ?? DEFAULT_PORT;
  const bound = bind !== undefined && (bind.closed || port !== (bind.port ?? port)) ? [`--bind=0.0.0.0:${PORT}`] : [];
  const words = server.words({ ...call, port: PORT });
  if (!words) {
    throw new CodedError('EntrypointInvalid', {
      what: `${server.name} cannot call ${JSON.stringify(facts.app)}`,
      found: 'a call, which gives the application',
      expected: 'an application object, or a server that takes a factory',
      write: facts.kind === 'asgi' ? "server: 'uvicorn'" : "server: 'gunicorn'",
    });
  }
  return {
    argv: withPort([`${context.binFolder}/${server.script}`, ...words, ...bound], port, context, facts.extraArguments),
    env: { PORT: String(port), ...facts.env },
    stopSignal: server.stopSignal,
    imports: [app],
    importedBy: [`${context.binFolder}/${server.script}`],
    requires: [],
    port,
    ...(facts.folder !== undefined && { folder: facts.folder }),
    ...(staticFiles && { staticFiles }),
    program: { kind: 'console-script', name: server.script, words: server.words({ ...call, port: '%PORT%' }) ?? [], extraArguments: facts.extraArguments },
  };
}

/** A file that a program serves: `streamlit run app.py`. */
export function bindServedFile(file: string, server: FileServer, context: EntrypointContext): StartCommand {
  const installed = installedFile(file, context);
  const { argv: [, inImage], requires } = installed === undefined ? bindScript(file, context) : { argv: ['', installed], requires: [installed] };
  const [program, ...rest] = server.words.map((word) => word.replace('FILE', inImage).replace('PORT', PORT));
  const [, said] = server.ownPort?.exec(readPython(context.project._source, file) ?? '') ?? [];
  const port = said === undefined ? DEFAULT_PORT : Number(said);
  const late = context.shell === undefined ? [] : Object.entries(server.env).filter(([, value]) => value.includes('PORT'));
  const assigned = late.map(([name, value]) => `${name}=${value.replace('PORT', PORT)}`);
  const early = Object.entries(server.env).filter(([name]) => !late.some(([other]) => other === name));
  return {
    argv: withPort([...(assigned.length > 0 ? ['env', ...assigned] : []), `${context.binFolder}/${program}`, ...rest], port, context),
    env: { PORT: String(port), ...Object.fromEntries(early.map(([name, value]) => [name, value.replace('PORT', String(port))])) },
    stopSignal: server.stopSignal,
    imports: [],
    requires,
    port,
  };
}

/** Where a module of a project that is installed lies in the image; undefined for a file that runs from where it is. */
function installedFile(file: string, { project, binFolder, environment }: EntrypointContext): string | undefined {
  const module = project.isPackage && isInstalled(project, file) ? importable(project, file) : undefined;
  const packages = path.posix.join(binFolder, `../lib/python${environment.variables.python_version}/site-packages`);
  return module === undefined ? undefined : `${packages}/${module.split('.').join('/')}.py`;
}

/** By it an application serves its own static files. https://whitenoise.readthedocs.io/ */
const WHITENOISE = 'whitenoise';

/** Stands for the port among the words of a command. */
const PORT = '{PORT}';

/** The words with the port: $PORT is read when the container starts; without a shell the port is fixed. */
function withPort(words: string[], port: number, { shell }: EntrypointContext, more: string[] = []): string[] {
  if (shell === undefined || !words.some((word) => word.includes(PORT))) {
    return [...words.map((word) => word.replaceAll(PORT, String(port))), ...more];
  }
  const command = words.map((word) => word.split(PORT).map((part) => part === '' ? '' : shellWord(part)).join('"$PORT"')).join(' ');
  return [shell, '-c', `exec ${command} "$@"`, path.posix.basename(words.find((word) => word.startsWith('/')) ?? words[0]), ...more];
}

/** The names of the servers among the packages of the plan that serve this kind of application. */
export function serversOf(kind: WebKind, packages: { readonly name: string; readonly extras: string[] }[]): WebServer[] {
  const names = new Set(packages.flatMap(({ name, extras }) => [name, BRINGS_SERVER[name] ?? '', ...extras.map((extra) => BRINGS_SERVER[`${name}[${extra}]`] ?? '')]));
  return WEB_SERVERS.filter((server) => server.kinds.includes(kind) && names.has(server.name));
}

function chooseServer({ kind, server, app, staticFiles }: WebFacts, context: EntrypointContext): WebServer {
  const wanted = server ?? context.webServer;
  const packages = context.plan.packagesFor(context.environment);
  const served = staticFiles === undefined || packages.some(({ name }) => name === WHITENOISE);
  const usable = WEB_SERVERS.filter(({ kinds, servesFiles }) => kinds.includes(kind) && (served || servesFiles));
  const known = usable.map(({ name }) => name);
  if (wanted !== undefined && !known.includes(normalizeName(wanted))) {
    throw new CodedError('EntrypointInvalid', {
      what: `${JSON.stringify(wanted)} is not a server for ${kind.toUpperCase()} applications${served ? '' : ' that serves files, too'}`,
      found: `server: ${JSON.stringify(wanted)}`,
      expected: `one of ${known.join(', ')}, or Entrypoint.command${served ? '' : `; or ${WHITENOISE} among the dependencies: then the application serves them under any server`}`,
      write: `server: '${nearestNames(wanted, known)[0] ?? known[0]}'`,
    });
  }
  const present = serversOf(kind, packages).filter((one) => usable.includes(one));
  const chosen = wanted === undefined ? present[0] : present.find(({ name }) => name === normalizeName(wanted));
  if (!chosen) {
    const missing = usable.find(({ name }) => name === normalizeName(wanted ?? '')) ?? usable[0];
    throw serverMissing(`${JSON.stringify(app)}${served ? '' : ` that serves its files (without ${WHITENOISE}, by which the application would),`}`, wanted === undefined ? usable : [missing], missing, context, app);
  }
  return chosen;
}
