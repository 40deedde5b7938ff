import { StandaloneBinary } from '../../dockerfile';
import { Entrypoint } from '../../python';

/** What every image of a compiled program can be told. */
export interface NuitkaRuntimeStageProps {
  /**
   * The program.
   * @default - that of a `NuitkaBuilderStage` which is made for this image
   */
  readonly install?: StandaloneBinary;

  /**
   * What the program is. Not beside `install`: a program has been compiled with its entry point.
   * @default - that of the app; else read from the project: its console script, its `__main__`, its main script
   */
  readonly entrypoint?: Entrypoint;

  /**
   * Variables of the environment, beside HOME, LANG and the place of the certificates. Never a secret: they are written into the image.
   * @default - none
   */
  readonly environment?: Record<string, string>;

  /**
   * The signal that ends the program: `SIGTERM`.
   * @default - that of the web server; SIGINT for other Python programs, which as process 1 end by no other signal unless they handle it
   */
  readonly stopSignal?: string;

  /**
   * The numbers of the user and the group that the program runs as: `uid:gid`, not root.
   * @default '10001:10001'
   */
  readonly user?: string;

  /**
   * Try the image in the build: libraries that are missing, what starts cannot be imported.
   * @default true
   */
  readonly check?: boolean;

  /**
   * Arguments with which the check runs the program in the finished image, as its user and without a network: `['--version']`.
   * It has to end by itself with exit code 0. Of a program, unlike of Python's modules, it cannot be known otherwise whether it starts.
   * @default - it is not run
   */
  readonly checkArguments?: string[];
}
