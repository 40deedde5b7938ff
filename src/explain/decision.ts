/** One thing that an app decided, and why. */
export interface Decision {
  /** What it is about: `python`, `dependencies`, `entry point`, `command`, `port`, `stop signal`, `user`, `builder`, `build package`, `image`,
   * `runtime package`, `context`. */
  readonly topic: string;
  /** What was decided: `3.12`, `libpq5`. */
  readonly decided: string;
  /** Why, as the end of a sentence: `psycopg2 links libpq`. */
  readonly because: string;
  /**
   * The file that says so, relative to the source.
   * @default - no file: it is a default of the library, or a prop
   */
  readonly file?: string;
  /**
   * The line of the file, counted from 1.
   * @default - the whole file
   */
  readonly line?: number;
  /** What to write to have it otherwise: a prop of the app or of a stage. */
  readonly changedBy: string;
  /**
   * The path of the stage that it was decided for.
   * @default - the app as a whole
   */
  readonly stage?: string;
}
