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
  readonly write?: string;
}

const ALL = '0.0.0.0';
const LOCAL = /^(?:127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/;

/** Functions that serve until the program ends, and where they listen if nothing is said. Sources: the references of each. */
const SERVERS: Server[] = [
  { origin: 'nicegui.ui.run', port: 8080, host: ALL },
  { origin: 'aiohttp.web.run_app', port: 8080, host: ALL },
  { origin: 'waitress.serve', port: 8080, host: ALL, unless: /\blisten\s*=/ },
  { origin: 'uvicorn.run', port: 8000, host: '127.0.0.1' },
  { origin: 'bottle.run', port: 8080, host: '127.0.0.1', unless: /\bserver\s*=/ },
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
/** `server.add_insecure_port('[::]:50051')`. Source: gRPC, "Basics tutorial". */
const GRPC = /\.add_(?:in)?secure_port\(\s*f?["']([^"'\s]*):(\d{1,5})["']/;
/** `app.listen(8888)` of Tornado. */
const TORNADO = /\.listen\(\s*(?:port\s*=\s*)?(\d{1,5})\s*(?:,\s*(?:address\s*=\s*)?["']([^"']*)["'])?/;

/** Servers of the Model Context Protocol by HTTP: the transport of `run`, and a host of it or of the constructor. Source: FastMCP, "Running Your Server". */
const MCP = /\.run\([^)]*transport\s*=\s*["'](?:sse|http|streamable-http)["']/;
/** `server.run(port=8000)` of LitServe. */
const LITSERVE = /\.run\((?:[^)]*\bport\s*=\s*(\d{1,5}))?/;

/** The servers that a file runs by the calls that are written out in it. */
export function servedCalls(source: PythonSource): ServedCall[] {
  const { text, modules } = source;
  const known = SERVERS.flatMap((server) => source.calls(server.origin).flatMap((call) => server.unless?.test(text) ? [] : [ofCall(server, call)]));
  const addressed = source.calls(...ADDRESSED).map((call) => {
    const [, host, port] = /^\(\s*["']([^"']*)["']\s*,\s*(\d{1,5})\s*,?\s*\)$/.exec(call.positional[0]?.text ?? '') ?? [];
    return madeOf(call.callee?.text ?? '', host ?? '', port === undefined ? undefined : Number(port), `('', ${port})`);
  });
  const [, host, port] = (modules.includes('grpc') ? GRPC.exec(text) : null) ?? [];
  const [, number, address] = (modules.some((name) => name.startsWith('tornado')) ? TORNADO.exec(text) : null) ?? [];
  const [litserve, other] = (modules.includes('litserve') ? LITSERVE.exec(text) : null) ?? [];
  return [
    ...known, ...addressed, ...ofMcp(source),
    ...(litserve === undefined ? [] : [madeOf('run', '', Number(other ?? 8000), "host='0.0.0.0'")]),
    ...(port === undefined ? [] : [madeOf('gRPC', host, Number(port), `'[::]:${port}'`)]),
    ...(number === undefined ? [] : [madeOf('listen', address ?? '', Number(number), `.listen(${number})`)]),
  ];
}

function ofCall(server: Server, call: PythonExpression): ServedCall {
  const { positional, keywords } = call;
  const { host: hostName = 'host', port: portName = 'port' } = server.named ?? {};
  const host = keywords[hostName] ?? (server.at?.host === undefined ? undefined : positional[server.at.host]);
  const port = keywords[portName] ?? (server.at?.port === undefined ? undefined : positional[server.at.port]);
  // What is computed is not known: it may be anything.
  const said = host === undefined ? server.host : typeof host.literal === 'string' ? host.literal : ALL;
  const number = port === undefined ? server.port : typeof port.literal === 'number' ? port.literal : undefined;
  return madeOf(call.callee?.text ?? server.origin, said, number === 0 ? undefined : number, server.write ?? `${hostName}='0.0.0.0'`);
}

function madeOf(name: string, host: string, port: number | undefined, write: string): ServedCall {
  return { name, host: host === '' ? ALL : host, ...(port !== undefined && port < 65536 && { port }), closed: LOCAL.test(host), write };
}

function ofMcp({ text, modules }: PythonSource): ServedCall[] {
  if (!modules.some((name) => /^(?:fastmcp|mcp\.server)(?:\.|$)/.test(name)) || !MCP.test(text)) {
    return [];
  }
  const host = /\bhost\s*=\s*(?:["']([^"']*)["'])?/.exec(text);
  const port = /\bport\s*=\s*(\w+)?/.exec(text);
  const number = port === null ? 8000 : /^\d{1,5}$/.test(port[1] ?? '') ? Number(port[1]) : undefined;
  return [madeOf('run', host === null ? '127.0.0.1' : host[1] ?? ALL, number, "host='0.0.0.0' for the server of MCP")];
}
