/** How files are copied, wherever they come from. */
export interface CopyFlags {
  /**
   * Make a layer of its own that does not depend on what is below (`--link`): it is reused when the layers below change.
   * @default false
   */
  readonly link?: boolean;

  /**
   * The owner of the copies: `1000:1000`.
   * @default - root
   */
  readonly chown?: string;

  /**
   * The mode of the copies: `0755`.
   * @default - as the source
   */
  readonly chmod?: string;

  /**
   * A comment above the instruction.
   * @default - none
   */
  readonly comment?: string;
}

/** What is copied where. */
export interface CopyOptions extends CopyFlags {
  /**
   * Paths of files and folders; of a folder, the content is copied. They are literal: `*` and `$` mean themselves.
   * From the source folder they are relative to it.
   */
  readonly sources: string[];

  /** The path in the image. With several sources it is a folder. */
  readonly target: string;
}

/** How an artifact is copied. */
export interface CopyArtifactOptions {
  /**
   * Make a layer of its own that does not depend on what is below.
   * @default true
   */
  readonly link?: boolean;

  /**
   * The owner of the copies: `1000:1000`.
   * @default - as in the stage that made them
   */
  readonly chown?: string;

  /**
   * The mode of the copies: `0755`.
   * @default - as in the stage that made them
   */
  readonly chmod?: string;

  /**
   * A comment above the instruction.
   * @default - none
   */
  readonly comment?: string;
}
