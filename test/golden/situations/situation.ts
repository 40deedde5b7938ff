import type { ErrorCode } from '../../../src/private/error-code';

/** What real projects do: a small one of the kind, and what is right for it. */
export interface Situation {
  /** The files of the project, by their paths. `source` and what is beside it when one starts with `source/`. */
  readonly files: Record<string, string>;
  /** The mistake that it is, and what the message says. Undefined: it becomes an image, and the golden says which. */
  readonly fails?: readonly [ErrorCode, RegExp];
  /** A warning that it gets, beside that nothing is locked. */
  readonly warns?: RegExp;
  /** What is in the context, and what is not. */
  readonly has?: string[];
  readonly lacks?: string[];
  /** What the image prints, or answers on its port. A situation without either is not built. */
  readonly prints?: string;
  readonly answers?: string;
}

/** What a program below `__main__` looks like. */
export const MAIN = 'if __name__ == "__main__":\n    print("started")\n';
export const WSGI = 'from flask import Flask\n\napp = Flask(__name__)\napp.route("/")(lambda: "answered")\n';
/** An application with nothing to install. */
export const BARE_WSGI = [
  'def application(environ, start_response):', '    start_response("200 OK", [("Content-Type", "text/plain")])', '    return [b"answered"]', '',
].join('\n');

export const project = (lines: string, more = '') => `[project]\nname = "shop"\nversion = "1.0"\n${lines}\n${more}`;
export const SETUPTOOLS = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n';
export const HATCHLING = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n';
