import { WebKind } from './web-server';
import { PythonFunction } from '../syntax/python-block';

/** What calls of these names give, by the package that they are from. Sources: the quick starts of each. */
const APPLICATIONS: Record<string, { readonly kind: WebKind; readonly names: string[] }[]> = {
  apiflask: [{ kind: 'wsgi', names: ['APIFlask'] }],
  ariadne: [{ kind: 'asgi', names: ['GraphQL'] }],
  blacksheep: [{ kind: 'asgi', names: ['Application'] }],
  bottle: [{ kind: 'wsgi', names: ['Bottle', 'default_app'] }],
  channels: [{ kind: 'asgi', names: ['ProtocolTypeRouter'] }],
  connexion: [{ kind: 'asgi', names: ['FlaskApp', 'AsyncApp', 'App'] }],
  django: [{ kind: 'asgi', names: ['get_asgi_application'] }, { kind: 'wsgi', names: ['get_wsgi_application'] }],
  esmerald: [{ kind: 'asgi', names: ['Esmerald'] }],
  eve: [{ kind: 'wsgi', names: ['Eve'] }],
  falcon: [{ kind: 'wsgi', names: ['App', 'API'] }],
  fastapi: [{ kind: 'asgi', names: ['FastAPI'] }],
  fasthtml: [{ kind: 'asgi', names: ['FastHTML', 'fast_app'] }],
  flask: [{ kind: 'wsgi', names: ['Flask'] }],
  flask_openapi3: [{ kind: 'wsgi', names: ['OpenAPI'] }],
  litestar: [{ kind: 'asgi', names: ['Litestar'] }],
  quart: [{ kind: 'asgi', names: ['Quart'] }],
  sanic: [{ kind: 'asgi', names: ['Sanic'] }],
  socketio: [{ kind: 'asgi', names: ['ASGIApp'] }, { kind: 'wsgi', names: ['WSGIApp'] }],
  starlette: [{ kind: 'asgi', names: ['Starlette'] }],
};

/** Asynchronous twins of what is otherwise WSGI. */
const ASYNC_MODULES = /^(?:falcon\.asgi|dash\.asgi)\./;

/** What a call of a dotted name gives. A name that no import explains may be from `import *`, and counts if one framework alone has it. */
export function applicationKind(origin: string, explained: boolean): WebKind | undefined {
  const parts = origin.split('.');
  const name = parts[parts.length - 1];
  const among = explained ? APPLICATIONS[Object.hasOwn(APPLICATIONS, parts[0]) ? parts[0] : ''] ?? [] : unexplained(name);
  const kind = among.find(({ names }) => names.includes(name))?.kind;
  return kind === undefined ? undefined : ASYNC_MODULES.test(origin) ? 'asgi' : kind;
}

function unexplained(name: string) {
  const found = Object.values(APPLICATIONS).flat().filter(({ names }) => names.includes(name));
  return found.length === 1 ? found : [];
}

/** What each kind of server calls an application with. Sources: PEP 3333, the specification of ASGI. */
const CALLED_WITH: { readonly kind: WebKind; readonly parameters: RegExp }[] = [
  { kind: 'wsgi', parameters: /^_*env(?:iron)?,_*start_?resp(?:onse)?$/ },
  { kind: 'asgi', parameters: /^_*scope,_*receive,_*send$/ },
];

/** The kind of a function that is an application itself, of no framework. */
export function calledKind(written: PythonFunction | undefined): WebKind | undefined {
  return CALLED_WITH.find(({ parameters }) => parameters.test(written?.required.join(',') ?? ''))?.kind;
}

/** Methods that make an application of what they are called on, and attributes that are one. */
export const MADE_BY_METHOD: Record<string, WebKind> = {
  make_wsgi_app: 'wsgi', as_asgi: 'asgi', as_wsgi: 'wsgi', http_app: 'asgi', streamable_http_app: 'asgi', sse_app: 'asgi',
};

/** Programs of packages that run a file of their own kind, which imports them at its top: `import streamlit`. */
export interface FileServer {
  /** The package that the file imports. */
  readonly module: string;
  /** What the file says when it is for the program; undefined: any file that imports the package. */
  readonly when?: RegExp;
  /** The program and its words; `FILE` is the file and `PORT` the port. */
  readonly words: string[];
  /** Where a file says itself on which port it listens, which goes before the variables. */
  readonly ownPort?: RegExp;
  /** Variables that say where to listen. */
  readonly env: Record<string, string>;
  readonly stopSignal: string;
}

/** A server of the Model Context Protocol that the file itself does not run. */
const FASTMCP = /^(?![^]*\.run(?:_\w+)?\()[^]*\b(?:FastMCP|MCPServer)\(/;

/** Sources: the command line references of each, the environment variables of Gradio, Dash and Bokeh. Who may open a web socket is the load balancer's to say. */
export const FILE_SERVERS: FileServer[] = [
  {
    module: 'streamlit',
    words: ['streamlit', 'run', 'FILE', '--server.address=0.0.0.0', '--server.port=PORT', '--server.headless=true', '--browser.gatherUsageStats=false'],
    env: {},
    stopSignal: 'SIGTERM',
  },
  { module: 'shiny', when: /\bApp\(|\bshiny\.express\b/, words: ['shiny', 'run', 'FILE', '--host=0.0.0.0', '--port=PORT'], env: {}, stopSignal: 'SIGTERM' },
  { module: 'solara', when: /^@(?:\w+\.)?component\b/m, words: ['solara', 'run', 'FILE', '--host=0.0.0.0', '--port=PORT', '--production'], env: {}, stopSignal: 'SIGINT' },
  { module: 'chainlit', words: ['chainlit', 'run', 'FILE', '--headless', '--host=0.0.0.0', '--port=PORT'], env: {}, stopSignal: 'SIGTERM' },
  {
    module: 'gradio', words: ['python', 'FILE'], env: { GRADIO_SERVER_NAME: '0.0.0.0', GRADIO_SERVER_PORT: 'PORT' }, stopSignal: 'SIGINT',
    ownPort: /\.launch\([^()]*\bserver_port\s*=\s*(\d{2,5})\b/,
  },
  {
    module: 'dash', words: ['python', 'FILE'], env: { HOST: '0.0.0.0', PORT: 'PORT' }, stopSignal: 'SIGINT',
    ownPort: /\.run(?:_server)?\([^()]*\bport\s*=\s*(\d{2,5})\b/,
  },
  {
    module: 'panel', when: /\.servable\(/, words: ['panel', 'serve', 'FILE', '--address=0.0.0.0', '--port=PORT'], env: { BOKEH_ALLOW_WS_ORIGIN: '*' }, stopSignal: 'SIGTERM',
  },
  {
    module: 'bokeh', when: /\bcurdoc\(/, words: ['bokeh', 'serve', 'FILE', '--address=0.0.0.0', '--port=PORT'], env: { BOKEH_ALLOW_WS_ORIGIN: '*' }, stopSignal: 'SIGTERM',
  },
  { module: 'marimo', when: /\bmarimo\.App\(/, words: ['marimo', 'run', 'FILE', '--headless', '--host=0.0.0.0', '--port=PORT'], env: {}, stopSignal: 'SIGTERM' },
  { module: 'mcp.server.fastmcp', when: FASTMCP, words: ['mcp', 'run', 'FILE'], env: {}, stopSignal: 'SIGINT' },
  { module: 'mcp.server.mcpserver', when: FASTMCP, words: ['mcp', 'run', 'FILE'], env: {}, stopSignal: 'SIGINT' },
  { module: 'fastmcp', when: FASTMCP, words: ['fastmcp', 'run', 'FILE'], env: {}, stopSignal: 'SIGINT' },
];
