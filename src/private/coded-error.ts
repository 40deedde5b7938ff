import * as path from 'path';
import { ErrorCode } from './error-code';
import { inUsersLanguage } from './users-language';

/** What a message is made of. Wording: lower case, no full stop at the end, wrong values by JSON.stringify. */
export interface ErrorFacts {
  /** What is wrong, in one line. */
  readonly what: string;
  /** What was met. */
  readonly found: string;
  /** What would have been right. */
  readonly expected: string;
  /** What to write or to run to put it right. */
  readonly write: string;
}

/**
 * A mistake of the user, told so that it can be put right without reading the library.
 * `name` is the code; the stack is the message and the one line of the user's program that led here.
 */
export class CodedError extends Error {
  // Private by `#`: Node prints the other fields of an error behind its stack.
  readonly #facts: ErrorFacts;
  readonly #frame?: string;
  #path?: string;

  constructor(code: ErrorCode, facts: ErrorFacts, constructPath?: string) {
    const frame = firstUserFrame();
    super(messageOf(code, facts, constructPath));
    Object.defineProperty(this, 'name', { value: code, configurable: true, writable: true });
    this.#facts = facts;
    this.#path = constructPath;
    this.#frame = frame;
    this.refreshStack();
  }

  /** The same as `name`. */
  public get code(): ErrorCode {
    return this.name as ErrorCode;
  }

  /** What the message is made of. */
  public get facts(): ErrorFacts {
    return this.#facts;
  }

  /** The construct that the mistake belongs to, when it is known. */
  public get constructPath(): string | undefined {
    return this.#path;
  }

  /** The same error with the path of the construct in front. The first path that was given stays. */
  public at(constructPath: string): CodedError {
    if (this.#path === undefined) {
      this.#path = constructPath;
      this.message = messageOf(this.code, this.#facts, constructPath);
      this.refreshStack();
    }
    return this;
  }

  /** The message alone: the kernel of jsii makes the exception of the other language of it. */
  public toString(): string {
    return this.message;
  }

  private refreshStack(): void {
    this.stack = `${this.name}: ${this.message}${this.#frame === undefined ? '' : `\n    at ${this.#frame}`}`;
  }
}

/** Errors of others that have their construct path already. */
const placed = new WeakSet<Error>();

/** Runs `body`; an error that it throws gets the construct path. One that is not coded comes from code of the user, maybe in another language. */
export function atConstruct<T>(constructPath: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof CodedError) {
      error.at(constructPath);
    } else if (error instanceof Error && !placed.has(error)) {
      error.message = `${constructPath}: ${error.message}`;
      placed.add(error);
    }
    throw error;
  }
}

function messageOf(code: ErrorCode, facts: ErrorFacts, constructPath?: string): string {
  const lines = [constructPath ? `${constructPath}: ${facts.what}` : facts.what];
  const told = { found: facts.found, expected: inUsersLanguage(facts.expected), write: inUsersLanguage(facts.write) };
  for (const [label, value] of Object.entries(told)) {
    lines.push(`  ${`${label}:`.padEnd(10)}${value.split('\n').join(`\n${' '.repeat(12)}`)}`);
  }
  lines.push(`  (${code})`);
  return lines.join('\n');
}

/** The folder of the compiled or the TypeScript sources of this library. */
const LIBRARY = path.dirname(__dirname) + path.sep;

/** `file:line:column` of the first frame that is the user's: not ours, not a package's, not Node's, not of the jsii kernel. */
function firstUserFrame(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, firstUserFrame);
  Error.stackTraceLimit = limit;
  for (const line of (holder.stack ?? '').split('\n').slice(1)) {
    const place = /^\s*at (?:.*\()?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/]).*?:\d+(?::\d+)?)\)?$/.exec(line)?.[1]?.replace(/^file:\/\//, '');
    if (place && !place.startsWith(LIBRARY) && !/[\\/](node_modules|site-packages|jsii[^\\/]*)[\\/]|[\\/]lib[\\/]program\.js:/.test(place)) {
      return place;
    }
  }
  return undefined;
}
