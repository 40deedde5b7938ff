import {
  bindActivating, bindCommand, bindConsoleScript, bindModule, bindScript, BoundEntrypoint, EntrypointContext, StartCommand, withImportPath,
} from './entrypoint-binding';
import { bindLambda, LambdaStart } from './lambda-handler';
import { NamedStart } from './named-start';
import { bindProcess } from './procfile';
import { StaticFiles } from './static-files';
import { bindServedFile, bindWeb } from './web-binding';
import { FileServer } from './web-frameworks';
import { WebKind } from './web-server';
import { writtenProcess } from './written-process';
import { CodedError } from '../../private/coded-error';
import { expectText, expectTexts } from '../../private/expected-text';

/** Options of `Entrypoint.asgi`, and the common ones of `Entrypoint.wsgi`. */
export interface WebEntrypointOptions {
  /**
   * The server: uvicorn, hypercorn, granian, daphne or sanic for ASGI; gunicorn, granian, uwsgi or waitress for WSGI.
   * @default - `webServer` of the app, else the first of these that is among the dependencies
   */
  readonly server?: string;

  /**
   * The port that it listens on when the variable PORT does not say otherwise. On a base image without a shell the port is fixed,
   * except with gunicorn, which reads PORT itself.
   * @default 8000
   */
  readonly port?: number;

  /**
   * More arguments for the server, behind the library's own.
   * @default - none
   */
  readonly extraArguments?: string[];

  /**
   * The folder that the application is started in, relative to the source. Its modules can be imported, as with `backend/manage.py`.
   * @default - the source itself
   */
  readonly folder?: string;
}

/** Options of `Entrypoint.wsgi`. */
export interface WsgiEntrypointOptions extends WebEntrypointOptions {
  /**
   * Files that the server serves itself, past the application. uwsgi and granian can.
   * @default - none
   */
  readonly staticFiles?: StaticFiles;
}

const APP = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(\(\))?$/;
const MODULE = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** How the app starts. The exec form with absolute paths, so that signals arrive at the app itself. */
export class Entrypoint {
  /**
   * A console script: of the project (`[project.scripts]`) or of one of its dependencies.
   *
   * EntrypointInvalid: the name is not that of a script.
   */
  public static consoleScript(name: string): Entrypoint {
    expectText(name, 'the name of a console script', "Entrypoint.consoleScript('shop')");
    requireForm('consoleScript', /^[A-Za-z0-9_.][A-Za-z0-9_.-]*$/.test(name), name, 'the name of a console script, without a path', `'${nameIn(name) ?? 'shop'}'`);
    return new Entrypoint(`consoleScript('${name}')`, (context) => bindConsoleScript(name, context), { program: { kind: 'console-script', name, line: name } });
  }

  /**
   * A module, as `python -m` runs it.
   *
   * EntrypointInvalid: the name is not that of a module.
   */
  public static module(name: string): Entrypoint {
    expectText(name, 'the name of a module', "Entrypoint.module('shop.worker')");
    requireForm('module', MODULE.test(name), name, 'the name of a module', `'${moduleIn(name) ?? 'shop.worker'}'`);
    return new Entrypoint(`module('${name}')`, (context) => bindModule(name, context), { program: { kind: 'module', name, line: `python -m ${name}` } });
  }

  /**
   * A file of the source, as `python main.py` runs it.
   *
   * EntrypointNotFound: there is no such file.
   *
   * @param path relative to the source
   */
  public static script(path: string): Entrypoint {
    expectText(path, 'the path of a script', "Entrypoint.script('main.py')");
    requireForm('script', path !== '', path, 'a file inside the source, relative to it', "'main.py'");
    return new Entrypoint(`script('${path}')`, (context) => bindScript(path, context), { program: { kind: 'script', name: path, line: `python ${path}` } });
  }

  /**
   * An ASGI application (FastAPI, Starlette, Django …) with its server, on all addresses and the port of the variable PORT.
   *
   * EntrypointInvalid: not written as `package.module:name`. ServerMissing: no server is among the dependencies.
   *
   * @param app `shop.api:app`, or `shop.api:create_app()` for a factory
   */
  public static asgi(app: string, options: WebEntrypointOptions = {}): Entrypoint {
    return Entrypoint.web('asgi', app, options);
  }

  /**
   * A WSGI application (Flask, Django …) with its server, on all addresses and the port of the variable PORT.
   *
   * EntrypointInvalid: not written as `package.module:name`, or static files for a server that serves none.
   * ServerMissing: no server is among the dependencies.
   *
   * @param app `shop.wsgi:application`, or `shop:create_app()` for a factory
   */
  public static wsgi(app: string, options: WsgiEntrypointOptions = {}): Entrypoint {
    return Entrypoint.web('wsgi', app, options);
  }

  /**
   * Activates the virtual environment and runs a command, which the arguments of `docker run` replace: `docker run IMAGE python -m shop.admin`.
   * Each word arrives as it is, whatever is in it. The variable VIRTUAL_ENV is set, as programs expect that look for the environment.
   *
   * EntrypointInvalid: no words, or a base image without a shell.
   *
   * @param command what runs if nothing is said: a program of the environment or of the image, and its arguments
   */
  public static activating(command: string[]): Entrypoint {
    const words = commandWords('activating', command);
    return new Entrypoint(`activating(${JSON.stringify(words)})`, (context) => bindActivating(words, context));
  }

  /**
   * Any command. It is taken as it is: no shell reads it.
   *
   * EntrypointInvalid: no words, or an empty first one.
   */
  public static command(argv: string[]): Entrypoint {
    const words = commandWords('command', argv);
    return new Entrypoint(`command(${JSON.stringify(words)})`, (context) => bindCommand(words, context));
  }

  /**
   * A command line as a Procfile has it: `gunicorn shop.wsgi --bind 0.0.0.0:$PORT`. Plain words are taken as they are; anything else is
   * for the shell of the image, which is replaced by the last command and hands on the arguments of `docker run`. Where the line, its server or a file of the
   * project that it starts reads PORT, that is 8000 unless the container says otherwise.
   *
   * EntrypointInvalid: an empty line, or more than one. ShellMissing: the line needs a shell, and the base image has none.
   */
  public static process(command: string): Entrypoint {
    expectText(command, 'a command line', "Entrypoint.process('gunicorn shop.wsgi --bind 0.0.0.0:$PORT')");
    requireForm('process', command.trim() !== '' && !/[\n\0]/.test(command), command, 'one command line', "'gunicorn shop.wsgi --bind 0.0.0.0:$PORT'");
    return new Entrypoint(writtenProcess(command), (context) => bindProcess(command.trim(), context), { process: command.trim() });
  }

  /**
   * A file that a program serves.
   * @internal
   */
  public static _served(file: string, server: FileServer): Entrypoint {
    const words = [...server.words].map((word) => word.replace('FILE', file).replace('PORT', '$PORT'));
    const variables = Object.entries(server.env).map(([name, value]) => `${name}=${value.replace('PORT', '$PORT')}`);
    return new Entrypoint(writtenProcess([...variables, ...words].join(' ')), (context) => bindServedFile(file, server, context));
  }

  /**
   * A module of a folder of the source: `app.worker` in `backend`. The source itself is the empty text.
   * @internal
   */
  public static _moduleIn(module: string, folder: string): Entrypoint {
    const there = folder === '' ? '' : `cd ${folder} && `;
    return new Entrypoint(writtenProcess(`${there}python -m ${module}`), (context) => ({ ...bindModule(module, context, folder), folder: folder === '' ? '.' : folder }));
  }

  /**
   * An application of Django, which reads its settings from the module that the variable names.
   * @internal
   */
  public static _django(kind: WebKind, app: string, folder: string, settings?: string): Entrypoint {
    return Entrypoint.web(kind, app, folder === '' ? {} : { folder }, settings === undefined ? {} : { DJANGO_SETTINGS_MODULE: settings });
  }

  /**
   * A function that Lambda calls.
   * @internal
   */
  public static _lambda(start: LambdaStart): Entrypoint {
    return new Entrypoint(`command(${JSON.stringify([start.handler])})`, (context) => bindLambda(start, context));
  }

  private static web(kind: WebKind, app: string, options: WsgiEntrypointOptions, env: Record<string, string> = {}): Entrypoint {
    expectText(app, 'a web application', `Entrypoint.${kind}('shop.api:app')`);
    requireForm(kind, APP.test(app), app, 'package.module:name, or package.module:factory()', `'${moduleIn(app) ?? 'shop.api'}:${kind === 'asgi' ? 'app' : 'application'}'`);
    const { port } = options;
    const isPort = port === undefined || (Number.isInteger(port) && port > 0 && port < 65536);
    requireForm(kind, isPort, `port ${port}`, 'a port from 1 to 65535', `'${app}', { port: 8000 }`);
    const extraArguments = [...options.extraArguments ?? []];
    const { server, folder, staticFiles } = options;
    const place = { ...(port !== undefined && { port }), ...(folder !== undefined && { folder }) };
    const chosen = { ...place, ...(server !== undefined && { server }), ...(staticFiles && { staticFiles }) };
    const written = `${kind}('${app}'${folder === undefined ? '' : `, { folder: '${folder}' }`})`;
    const application = { app, ...(folder !== undefined && { folder }) };
    return new Entrypoint(written, (context) => bindWeb({ kind, app, extraArguments, env, ...chosen }, context), { application });
  }

  /**
   * How a user writes it, `Entrypoint.` left out; for messages.
   * @internal
   */
  public readonly _written: string;

  /**
   * What it names: nothing, where it is a command line.
   * @internal
   */
  public readonly _names: NamedStart;

  private readonly bind: (context: EntrypointContext) => StartCommand;

  private constructor(written: string, bind: (context: EntrypointContext) => StartCommand, names: NamedStart = {}) {
    this._written = written;
    this.bind = bind;
    this._names = names;
  }

  /**
   * The same with arguments behind it, and the port that is among them. `line` is the command as a user writes it.
   * @internal
   */
  public _withArguments(line: string, words: string[], port?: number): Entrypoint {
    return new Entrypoint(writtenProcess(line), (context) => {
      const bound = this.bind(context);
      const listens = port === undefined ? {} : { port, env: { ...bound.env, PORT: `${port}` } };
      const program = bound.program && { program: { ...bound.program, extraArguments: words } };
      return { ...bound, argv: [...bound.argv, ...words], ...program, ...listens };
    });
  }

  /** @internal */
  public _bind(context: EntrypointContext): BoundEntrypoint {
    return withImportPath(this.bind(context), context);
  }
}

/** The words of a command, copied. A text has letters for words. */
function commandWords(factory: 'command' | 'activating', command: unknown): string[] {
  const line = typeof command === 'string' ? command.trim().split(/\s+/) : ['python', 'main.py'];
  const write = `Entrypoint.${factory}(${JSON.stringify(line)})`;
  const words = expectTexts(command, `the words of Entrypoint.${factory}`, write);
  const right = words.length > 0 && words[0] !== '' && words.every((word) => !word.includes('\0'));
  requireForm(factory, right, words, 'a program and its arguments', JSON.stringify(line));
  return words;
}

/** The module in what was written for one: a file, or more than the module. */
function moduleIn(written: string): string | undefined {
  const module = written.replace(/:.*$/, '').replace(/\.py$/, '').replace(/^(?:\.?\/)+/, '').replace(/\//g, '.');
  return MODULE.test(module) ? module : undefined;
}

/** The script in a path or a command line. */
function nameIn(written: string): string | undefined {
  return /^(?:.*\/)?([A-Za-z0-9_.][A-Za-z0-9_.-]*)(?:\s.*)?$/.exec(written.trim())?.[1];
}

function requireForm(factory: string, right: boolean, found: unknown, expected: string, write: string): void {
  if (!right) {
    throw new CodedError('EntrypointInvalid', {
      what: `the argument of Entrypoint.${factory} is not valid`, found: JSON.stringify(found), expected, write: `Entrypoint.${factory}(${write})`,
    });
  }
}
