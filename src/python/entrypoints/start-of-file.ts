import { Entrypoint } from './entrypoint';
import { importable } from './entrypoint-binding';
import type { PythonProject } from '../python-project';
import { startPlace } from './start-place';
import { FILE_SERVERS, FileServer } from './web-frameworks';
import { WebObject, WebObjects } from './web-object';
import { PythonSource } from '../syntax/python-source';

/** How a file is started. */
export type FileStart =
  | { readonly kind: 'web'; readonly web: WebObject; readonly app: string; readonly folder?: string }
  | { readonly kind: 'served'; readonly server: FileServer }
  /** Guarded: it is a program for sure, as importing it does nothing, or would not come to an end. */
  | { readonly kind: 'program'; readonly guarded: boolean }
  | { readonly kind: 'other' };

/** Calls that serve an application until the program ends. */
const SERVES = ['uvicorn.run', 'hypercorn.run', 'waitress.serve', 'werkzeug.serving.run_simple', 'bottle.run', 'aiohttp.web.run_app'];

/** Methods that clients of chats and queues, event loops and servers have for that. */
const RUNS_ON = /\.(?:run_forever|run_polling|run_webhook|run_until_disconnected|start_polling|infinity_polling|loop_forever|serve_forever|start_consuming)$/;

/** Whether a file is a web application, a page of a program that serves pages, a program, or none of them. The CDK's own app.py is none. */
export function startOfFile(objects: WebObjects, project: PythonProject, file: string): FileStart {
  const source = objects.source(file);
  if (source.modules.some((module) => /^aws_cdk(?:\.|$)/.test(module))) {
    return { kind: 'other' };
  }
  const { top } = source;
  const place = startPlace(objects, project, file);
  const deployment = place === undefined || place.folder !== undefined ? undefined : deploymentOf(source);
  if (place !== undefined && deployment !== undefined) {
    return { kind: 'served', server: rayServe(`${place.module}:${deployment}`) };
  }
  const web = place === undefined ? undefined : objects.of(file);
  const runs = (name: string | undefined) => name !== undefined && (SERVES.includes(name) || name === `${web?.object}.run`);
  if (web && place && !runsItself(objects, file) && !top.expressions.some(({ callee }) => runs(callee?.origin) || runs(callee?.dotted))) {
    return { kind: 'web', web, app: `${place.module}:${web.object}`, ...(place.folder !== undefined && { folder: place.folder }) };
  }
  const named = served(objects, file);
  if (named) {
    return named;
  }
  const made = objects.madeInMain(file);
  const maker = made && importable(project, made.file);
  if (made && maker !== undefined) {
    return { kind: 'web', web: made.web, app: `${maker}:${made.web.object}` };
  }
  const calls = top.expressions.some(({ callee }) => callee !== undefined);
  const server = FILE_SERVERS.find((one) => source.modules.some((name) => name === one.module || name.startsWith(`${one.module}.`)) && (one.when?.test(source.text) ?? true));
  if (server && (server.when !== undefined || calls || top.acts || top.main || top.functions.length > 0)) {
    return { kind: 'served', server };
  }
  const target = top.functions.find(({ decorators }) => decorators.some((name) => /^functions_framework\.(?:http|cloud_event|typed)$/.test(name)));
  if (target) {
    return { kind: 'served', server: functionsFramework(target.name) };
  }
  return top.main || top.acts || calls ? { kind: 'program', guarded: top.main !== undefined || runsOn(source) } : { kind: 'other' };
}

/** Whether importing a file would not come to an end: a loop at its margin, or a call of what runs until the program ends. */
function runsOn({ text, top }: PythonSource): boolean {
  return /^while\s+(?:True|1)\s*:/m.test(text) || top.expressions.some(({ callee }) => RUNS_ON.test(callee?.text ?? ''));
}

/** Flask-SocketIO runs the application itself, under the server of eventlet or gevent; others by what Python brings along. */
function runsItself(objects: WebObjects, file: string): boolean {
  const { modules, top } = objects.source(file);
  if (modules.includes('wsgiref.simple_server')) {
    return true;
  }
  const names = [file, ...objects.imported(file)].flatMap((one) => objects.source(one).top.assignments)
    .filter(({ value }) => value.callee?.origin === 'flask_socketio.SocketIO').map(({ name }) => `${name}.run`);
  return [...top.expressions, ...top.main?.expressions ?? []].some(({ callee }) => names.includes(callee?.dotted ?? ''));
}

/** `uvicorn.run('shop.api:app')`: the application that a program serves. */
function served(objects: WebObjects, file: string): FileStart | undefined {
  for (const call of objects.source(file).calls('uvicorn.run')) {
    const text = (call.positional[0] ?? call.keywords.app)?.literal;
    const app = typeof text === 'string' && /^[\w.]+:\w+$/.test(text) ? `${text}${call.keywords.factory?.literal === true ? '()' : ''}` : undefined;
    const web = app === undefined ? undefined : objects.at(app);
    if (app !== undefined && web) {
      return { kind: 'web', web, app };
    }
  }
  return undefined;
}

/** The entry point of a web application that a file has. */
export function webEntrypoint({ web, app, folder }: Extract<FileStart, { kind: 'web' }>): Entrypoint {
  const options = folder === undefined ? {} : { folder: folder === '' ? '.' : folder };
  return web.kind === 'asgi' ? Entrypoint.asgi(app, options) : Entrypoint.wsgi(app, options);
}

/** The application of Ray Serve, `app = Hello.bind()`, whatever framework answers inside of it. Source: Ray Serve, "Develop and Deploy an ML Application". */
function deploymentOf({ imports, top }: PythonSource): string | undefined {
  const serves = [...imports.values()].some((origin) => /^ray\.serve(?:\.|$)/.test(origin));
  return serves ? top.assignments.filter(({ value }) => /\.bind$/.test(value.callee?.text ?? '')).at(-1)?.name : undefined;
}

function rayServe(app: string): FileServer {
  const env = { RAY_SERVE_DEFAULT_HTTP_HOST: '0.0.0.0', RAY_SERVE_DEFAULT_HTTP_PORT: 'PORT' };
  return { module: 'ray.serve', words: ['serve', 'run', app], env, stopSignal: 'SIGINT' };
}

/** What serves a function of Google Cloud: on all addresses by itself, and its first releases know no option for that. Source: Functions Framework, "Quickstart". */
export function functionsFramework(target: string): FileServer {
  const words = ['functions-framework', '--source=FILE', `--target=${target}`, '--port=PORT'];
  return { module: 'functions_framework', words, env: {}, stopSignal: 'SIGTERM' };
}
