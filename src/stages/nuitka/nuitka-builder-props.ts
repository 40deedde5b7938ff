import { Entrypoint } from '../../python';
import { BuilderProps } from '../builders/builder-props';

/** What a builder of a compiled program can be told. */
export interface NuitkaBuilderStageProps extends BuilderProps {
  /**
   * What the program is. A console script, a module, a script or a web application: of a command it is not known what to compile.
   * @default - that of the app; else read from the project: its console script, its `__main__`, its main script
   */
  readonly entrypoint?: Entrypoint;

  /**
   * The version of Nuitka.
   * @default '4.3.3'
   */
  readonly nuitkaVersion?: string;

  /**
   * More options for Nuitka, behind the library's own: `--include-package=plugins` for what is imported by a name that no code shows,
   * `--python-flag=no_asserts`, `--lto=yes` for a somewhat faster program after a much longer build. https://nuitka.net/user-documentation/
   * @default - none
   */
  readonly nuitkaArguments?: string[];

  /**
   * Try before it is compiled, which takes minutes, whether what starts can be imported.
   * @default true
   */
  readonly check?: boolean;
}
