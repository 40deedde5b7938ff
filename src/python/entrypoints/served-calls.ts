import type { PythonExpression } from '../syntax/python-expression';
import type { PythonSource } from '../syntax/python-source';

/** A server that a file runs itself. */
export interface ServedCall {
  /** As it is written: `cherrypy.quickstart`. */
  readonly name: string;
  readonly port?: number;
  readonly host: string;
  /** Nothing outside of the container reaches it. */
  readonly closed: boolean;
  /** What makes it reachable. */
  readonly write: string;
}

interface Server {
  readonly origin: string;
  readonly port: number;
  readonly host: string;
  /** Where the host and the port stand among the arguments; by their names otherwise. */
  readonly at?: { readonly host?: number; readonly port?: number };
  /** The names of the arguments. */
  readonly named?: { readonly host: string; readonly port: string };
  /** What says elsewhere in the file where it listens. */
  readonly unless?: RegExp;
  /** The names of arguments that have it listen on no port of its own. */
  readonly instead?: string[];
  readonly write?: string;
}

const ALL = '0.0.0.0';
const LOCAL = /^(?:127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/;

/** Functions that serve until the program ends, and where they listen if nothing is said. Sources: the references of each. */
const SERVERS: Server[] = [
  { origin: 'nicegui.ui.run', port: 8080, host: ALL },
  { origin: 'aiohttp.web.run_app', port: 8080, host: ALL, instead: ['sock', 'path'] },
  { origin: 'waitress.serve', port: 8080, host: ALL, unless: /\blisten\s*=/ },
  { origin: 'uvicorn.run', port: 8000, host: '127.0.0.1', instead: ['uds', 'fd'] },
  { origin: 'bottle.run', port: 8080, host: '127.0.0.1', at: { host: 2, port: 3 }, unless: /\bserver\s*=/ },
  { origin: 'werkzeug.serving.run_simple', port: 0, host: '127.0.0.1', at: { host: 0, port: 1 }, named: { host: 'hostname', port: 'port' } },
  { origin: 'wsgiref.simple_server.make_server', port: 0, host: '', at: { host: 0, port: 1 } },
  { origin: 'eventlet.listen', port: 0, host: '', at: { host: 0, port: 0 } },
  {
    origin: 'cherrypy.quickstart', port: 8080, host: '127.0.0.1', unless: /server\.socket_(?:host|port)|\.conf["']|config\s*=/,
    write: "cherrypy.config.update({'server.socket_host': '0.0.0.0'})",
  },
];
/** Servers of Python itself, with an address in front: `HTTPServer(('', 8000), Handler)`. */
const ADDRESSED = ['http.server.HTTPServer', 'http.server.ThreadingHTTPServer', 'socketserver.TCPServer', 'socketserver.ThreadingTCPServer'];

/** Servers of the Model Context Protocol by HTTP: the transport of `run`, and a host of it or of the constructor. Source: FastMCP, "Running Your Server". */
const MCP = { transports: ['sse', 'http', 'streamable-http'], classes: ['fastmcp.FastMCP', 'fastmcp.server.FastMCP', 'mcp.server.FastMCP', 'mcp.server.fastmcp.FastMCP'] };
/** `server.run(port=8000)` of what a package makes, by the name of the package: LitServe, and agents of Bedrock AgentCore, which are called on 8080. */
const RUN: { readonly module: string; readonly server: Server }[] = [
  { module: 'litserve', server: { origin: 'run', port: 8000, host: ALL } },
  { module: 'bedrock_agentcore', server: { origin: 'run', port: 8080, host: ALL } },
];

/** The servers that a file runs by the calls that are written out in it. */
export function servedCalls(source: PythonSource): ServedCall[] {
  const { text, modules } = source;
  const known = SERVERS.flatMap((server) => source.calls(server.origin).flatMap((call) => server.unless?.test(text) ? [] : [ofCall(server, call)]));
  const addressed = source.calls(...ADDRESSED).map((call) => {
    const [, host, port] = /^\(\s*["']([^"']*)["']\s*,\s*(\d{1,5})\s*,?\s*\)$/.exec(call.positional[0]?.text ?? '') ?? [];
    return madeOf(call.callee?.text ?? '', host ?? '', port === undefined ? undefined : Number(port), `('', ${port})`);
  });
  // What belongs to something imported is another's: `subprocess.run`.
  const run = RUN.filter(({ module }) => modules.some((name) => name.split('.')[0] === module))
    .flatMap(({ server }) => source.methods('run').filter(({ callee }) => !source.imports.has(callee?.dotted?.split('.')[0] ?? '')).slice(0, 1).map((call) => ofCall(server, call)));
  return [
    ...known, ...addressed, ...ofMcp(source), ...run,
    ...(modules.includes('grpc') ? ofGrpc(source) : []),
    ...(modules.some((name) => name.startsWith('tornado')) ? ofTornado(source) : []),
  ];
}

function ofCall(server: Server, call: PythonExpression): ServedCall {
  const { positional, keywords } = call;
  const { host: hostName = 'host', port: portName = 'port' } = server.named ?? {};
  const host = keywords[hostName] ?? (server.at?.host === undefined ? undefined : positional[server.at.host]);
  const port = keywords[portName] ?? (server.at?.port === undefined ? undefined : positional[server.at.port]);
  const name = call.callee?.text ?? server.origin;
  const write = server.write ?? `${hostName}='0.0.0.0'`;
  if (server.instead?.some((one) => keywords[one] !== undefined && keywords[one].literal !== null)) {
    return madeOf(name, ALL, undefined, write);
  }
  const open = call.unpacked.length > 0;
  return madeOf(name, hostOf(host, open ? ALL : server.host), portOf(port, open ? undefined : server.port), write);
}

/** What is computed is not known: it may be anything. */
function hostOf(host: PythonExpression | undefined, otherwise: string): string {
  return host === undefined ? otherwise : typeof host.literal === 'string' ? host.literal : ALL;
}

function portOf(port: PythonExpression | undefined, otherwise: number | undefined): number | undefined {
  const number = port === undefined ? otherwise : typeof port.literal === 'number' ? port.literal : undefined;
  return number === 0 ? undefined : number;
}

function madeOf(name: string, host: string, port: number | undefined, write: string): ServedCall {
  return { name, host: host === '' ? ALL : host, ...(port !== undefined && port < 65536 && { port }), closed: LOCAL.test(host), write };
}

function ofMcp(source: PythonSource): ServedCall[] {
  const run = source.modules.some((name) => /^(?:fastmcp|mcp\.server)(?:\.|$)/.test(name))
    ? source.methods('run').find(({ keywords }) => MCP.transports.some((transport) => transport === keywords.transport?.literal)) : undefined;
  if (run === undefined) {
    return [];
  }
  const calls = [...source.calls(...MCP.classes), run];
  const open = calls.some(({ unpacked }) => unpacked.length > 0);
  const { host, port } = Object.assign({}, ...calls.map(({ keywords }) => keywords)) as Record<string, PythonExpression | undefined>;
  // `mcp.settings.port = 9000`
  const set = (name: string) => new RegExp(`^[ \\t]*\\w+\\.settings\\.${name}[ \\t]*=[ \\t]*(?:["']([^"'\\n]*)["']|(\\d{1,5})\\b)?`, 'm').exec(source.text);
  const [hostSet, portSet] = [set('host'), set('port')];
  return [madeOf(
    'run', hostOf(host, hostSet ? hostSet[1] ?? ALL : open ? ALL : '127.0.0.1'),
    portOf(port, portSet ? portSet[2] === undefined ? undefined : Number(portSet[2]) : open ? undefined : 8000), "host='0.0.0.0' for the server of MCP",
  )];
}

/** `server.add_insecure_port('[::]:50051')`. Source: gRPC, "Basics tutorial". */
function ofGrpc(source: PythonSource): ServedCall[] {
  return source.methods('add_insecure_port', 'add_secure_port').flatMap(({ positional: [address] }) => {
    const said = typeof address?.literal === 'string' ? address.literal : address?.text.replace(/^f["']|["']$/g, '');
    const [, host, port] = /^([^"'\s]*):(\d{1,5})$/.exec(said ?? '') ?? [];
    return port === undefined ? [] : [madeOf('gRPC', host, Number(port), `'[::]:${port}'`)];
  }).slice(0, 1);
}

/** `app.listen(8888)`; that of a socket which is bound, `s.bind(('', 8888))`, is told how many may wait. Source: Tornado, "HTTP Server". */
function ofTornado(source: PythonSource): ServedCall[] {
  const owner = ({ callee }: PythonExpression) => callee?.text.replace(/\.\s*\w+$/, '');
  const bound = source.methods('bind').filter(({ positional: [first] }) => first !== undefined && typeof first.literal !== 'string');
  const listens = source.methods('listen').filter((call) => !bound.some((one) => owner(one) === owner(call)));
  const served = listens.map((call) => ofListen('listen', call)).filter(({ port }) => port !== undefined);
  return [...served, ...bound.map((call) => ofListen('bind', call))].slice(0, 1);
}

function ofListen(name: string, { positional: [first, second], keywords }: PythonExpression): ServedCall {
  const said = first?.literal;
  if (Array.isArray(said)) {
    const [host, port] = said;
    const number = typeof port === 'number' ? port : undefined;
    return madeOf(name, typeof host === 'string' ? host : ALL, number, `('', ${number})`);
  }
  const port = portOf(keywords.port ?? first, undefined);
  return madeOf(name, hostOf(keywords.address ?? second, ''), port, `.${name}(${port})`);
}
