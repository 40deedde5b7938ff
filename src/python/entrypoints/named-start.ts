import type { StartedProgram } from './entrypoint-binding';

/** What an entry point starts, as it is written. */
export interface NamedStart {
  readonly program?: NamedProgram;
  readonly application?: NamedApplication;
  /** A command line as a Procfile has it. */
  readonly process?: string;
}

/** A console script, a module or a file. */
export interface NamedProgram extends Pick<StartedProgram, 'kind'> {
  /** As the user wrote it: `shop`, `shop.worker`, `main.py`. */
  readonly name: string;
  /** The command line that starts it: `shop`, `python -m shop.worker`, `python main.py`. */
  readonly line: string;
}

/** A web application. */
export interface NamedApplication {
  /** `shop.api:app`, `shop.api:create_app()`. */
  readonly app: string;
  /** The folder that it is started in, when that is said. */
  readonly folder?: string;
}
