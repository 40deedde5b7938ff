import { StaticFiles } from './static-files';

/** What a web server is called with. */
export interface WebServerCall {
  readonly app: string;
  /** The application is what the callable returns: `pkg.app:create_app()`. */
  readonly factory: boolean;
  /** `"$PORT"` for a shell, or the number. */
  readonly port: string;
  readonly kind: WebKind;
  /** Files that the server itself serves. */
  readonly staticFiles?: StaticFiles;
}

export type WebKind = 'asgi' | 'wsgi';

/** One web server of PyPI. */
export interface WebServer {
  /** The package, normalized. */
  readonly name: string;
  /** The version that messages propose. */
  readonly version: string;
  /** The console script. */
  readonly script: string;
  readonly kinds: WebKind[];
  /** Its words behind the script. Undefined when it cannot run the application. */
  readonly words: (call: WebServerCall) => string[] | undefined;
  /** It can serve files itself. */
  readonly servesFiles?: boolean;
  /** It reads $PORT itself, so no shell has to. */
  readonly readsPort?: boolean;
  /** The signal that makes it finish its requests and stop, also as process 1. */
  readonly stopSignal: string;
}

const call = ({ app, factory }: WebServerCall) => factory ? `${app}()` : app;

/** The servers, those that are taken first in front. Sources: the command line references of each. */
export const WEB_SERVERS: WebServer[] = [
  {
    name: 'uvicorn',
    version: '0.54.0',
    script: 'uvicorn',
    kinds: ['asgi'],
    stopSignal: 'SIGTERM',
    words: ({ app, factory, port }) => [app, '--host', '0.0.0.0', '--port', port, ...factory ? ['--factory'] : []],
  },
  {
    name: 'hypercorn',
    version: '0.18.0',
    script: 'hypercorn',
    kinds: ['asgi'],
    stopSignal: 'SIGTERM',
    words: (options) => [call(options), '--bind', `0.0.0.0:${options.port}`],
  },
  {
    name: 'gunicorn',
    version: '27.0.1',
    script: 'gunicorn',
    kinds: ['wsgi'],
    stopSignal: 'SIGTERM',
    readsPort: true,
    // The heartbeat file of a worker blocks on a file system in a disk image; /dev/shm is memory.
    words: (options) => ['--worker-tmp-dir', '/dev/shm', call(options)],
  },
  {
    name: 'granian',
    version: '2.8.7',
    script: 'granian',
    kinds: ['asgi', 'wsgi'],
    stopSignal: 'SIGTERM',
    servesFiles: true,
    words: ({ app, factory, port, kind, staticFiles: files }) => ['--interface', kind, '--host', '0.0.0.0', '--port', port, ...factory ? ['--factory'] : [],
      ...files ? ['--static-path-route', files.urlPath, '--static-path-mount', files.folder] : [], app],
  },
  {
    name: 'daphne',
    version: '4.2.3',
    script: 'daphne',
    kinds: ['asgi'],
    stopSignal: 'SIGTERM',
    words: ({ app, factory, port }) => factory ? undefined : ['-b', '0.0.0.0', '-p', port, app],
  },
  {
    name: 'uwsgi',
    version: '2.0.31',
    script: 'uwsgi',
    kinds: ['wsgi'],
    stopSignal: 'SIGTERM',
    // Without --die-on-term it reloads on SIGTERM.
    servesFiles: true,
    words: (options) => ['--http-socket', `0.0.0.0:${options.port}`, '--module', call(options), '--master', '--die-on-term', '--need-app',
      ...options.staticFiles ? ['--static-map', `${options.staticFiles.urlPath}=${options.staticFiles.folder}`] : []],
  },
  {
    name: 'waitress',
    version: '3.0.2',
    script: 'waitress-serve',
    kinds: ['wsgi'],
    // It has no handler for SIGTERM, which process 1 then ignores.
    stopSignal: 'SIGINT',
    words: ({ app, factory, port }) => [`--listen=0.0.0.0:${port}`, ...factory ? ['--call'] : [], app],
  },
  {
    name: 'sanic',
    version: '25.12.1',
    script: 'sanic',
    kinds: ['asgi'],
    stopSignal: 'SIGTERM',
    words: ({ app, factory, port }) => [app, '--host=0.0.0.0', `--port=${port}`, '--single-process', ...factory ? ['--factory'] : []],
  },
];

/** Packages that bring a server along, some by an extra, for lists of requirements that do not name the server itself. */
export const BRINGS_SERVER: Record<string, string> = {
  'fastapi[standard]': 'uvicorn',
  'fastapi[all]': 'uvicorn',
  'fastapi-cli[standard]': 'uvicorn',
  'starlette[full]': 'uvicorn',
  'litestar[standard]': 'uvicorn',
  'connexion[uvicorn]': 'uvicorn',
  'python-fasthtml': 'uvicorn',
  'mcp': 'uvicorn',
  'quart': 'hypercorn',
  'channels[daphne]': 'daphne',
};
