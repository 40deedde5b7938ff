import { HealthCheckOptions } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';

/** How a web app is asked for its health. */
export interface HttpHealthCheckOptions extends HealthCheckOptions {
  /**
   * The port that is asked.
   * @default - the port that the app listens on
   */
  readonly port?: number;
}

/**
 * What a check finds in an image.
 * @internal
 */
export interface Probed {
  /** The construct, for errors. */
  readonly path: string;
  /** The program that runs Python; undefined when the image has none. */
  readonly python?: string;
  /** The port that the app listens on. */
  readonly port?: number;
  /** Whether nothing but Python and what its packages load is in the image: no curl and no wget. */
  readonly bare?: boolean;
}

/**
 * How it is found out whether a container of the app is well. ECS and App Runner are told of it by the exits of the image;
 * `healthCheckInImage` writes it into the image, too, for Docker itself.
 */
export class HealthCheck {
  /**
   * The app answers a GET with a status from 200 to 399. The image's own Python asks, so no shell and no curl is needed.
   *
   * Fails with `HealthCheckInvalid` for what is no path: `/health`, `/health?deep=1`; later for an image without Python or of an app that listens on no port.
   */
  public static http(path: string, options: HttpHealthCheckOptions = {}): HealthCheck {
    if (!/^\/[\w\-.~!$&'()*+,;=:@%/?]*$/.test(path)) {
      throw new CodedError('HealthCheckInvalid', {
        what: 'a web app is asked for its health by a path', found: JSON.stringify(path), expected: 'a path of a URL, from its first slash on', write: "HealthCheck.http('/health')",
      });
    }
    const { port, ...times } = options;
    return new HealthCheck(times, { path, port });
  }

  /**
   * A command that ends with 0 in a container that is well: a list of words, which no shell reads.
   *
   * Fails with `HealthCheckInvalid` when there is no word.
   */
  public static command(argv: string[], options: HealthCheckOptions = {}): HealthCheck {
    if (argv.length === 0 || argv[0] === '') {
      throw new CodedError('HealthCheckInvalid', {
        what: 'a health check has no command', found: JSON.stringify(argv), expected: 'a program and its arguments', write: "HealthCheck.command(['/app/.venv/bin/check'])",
      });
    }
    return new HealthCheck(options, undefined, [...argv]);
  }

  /** No check: for a container of an app whose others have one. */
  public static none(): HealthCheck {
    return new HealthCheck({});
  }

  private constructor(
    /** @internal */
    public readonly _times: HealthCheckOptions,
    /** @internal */
    public readonly _http?: { readonly path: string; readonly port?: number },
    private readonly argv?: string[],
  ) {}

  /**
   * The words that check a container; undefined when there is nothing to check.
   * @internal
   */
  public _command(image: Probed): string[] | undefined {
    if (this._http === undefined) {
      return this.argv === undefined ? undefined : wordsFor(this.argv, image);
    }
    if (image.python === undefined) {
      throw new CodedError('HealthCheckInvalid', {
        what: 'nothing in the image can ask the app for its health over HTTP',
        found: `HealthCheck.http(${JSON.stringify(this._http.path)}) for an image without Python`,
        expected: 'an image with Python, or a program of the image that checks',
        write: "healthCheck: HealthCheck.command(['<program>', …]), or the check of the load balancer: targetGroup.configureHealthCheck({ path: … })",
      }, image.path);
    }
    const port = this._port(image);
    // The time limit is that of the caller, who kills the command.
    const program = `from http.client import HTTPConnection as C; c = C("127.0.0.1", ${port}); c.request("GET", ${JSON.stringify(this._http.path)}); `
      + 'raise SystemExit(not 200 <= c.getresponse().status < 400)';
    return [image.python, '-I', '-c', program];
  }

  /**
   * The port of a check over HTTP.
   * @internal
   */
  public _port(image: Probed): number {
    const port = this._http?.port ?? image.port;
    if (port === undefined) {
      throw new CodedError('HealthCheckInvalid', {
        what: 'nothing says on which port the app is asked for its health',
        found: 'an entry point that listens on no port',
        expected: 'a port',
        write: "HealthCheck.http('/health', { port: 8000 }), or HealthCheck.none() for a container that does not serve",
      }, image.path);
    }
    return port;
  }
}

/** What Dockerfiles ask by, and a slim image has not. */
const ASKING = /^(?:\/usr\/bin\/)?(curl|wget)$/;

/** Fails with `HealthCheckInvalid` for a program that is known not to be in the image. */
function wordsFor(argv: string[], image: Probed): string[] {
  const words = /^(?:\/bin\/)?(?:ba|da)?sh$/.test(argv[0]) && argv[1] === '-c' ? (argv[2] ?? '').trim().split(/\s+/) : argv;
  const program = ASKING.exec(words[0])?.[1];
  if (image.bare === true && program !== undefined) {
    const asked = /https?:\/\/[^/\s]+(\/[^\s|;&]*)?/.exec(words.join(' '))?.[1] ?? '/';
    throw new CodedError('HealthCheckInvalid', {
      what: `the health check starts ${program}, which is not in the image`,
      found: `HealthCheck.command(${JSON.stringify(argv)}), and an image of Python without ${program}`,
      expected: "a check by the image's own Python, or a program that the image has",
      write: `healthCheck: HealthCheck.http('${asked}')\nor systemPackages: SystemPackages.combine(SystemPackages.fromCatalogue(), SystemPackages.apt({ runtimePackages: ['${program}'] }))`,
    }, image.path);
  }
  return [...argv];
}
