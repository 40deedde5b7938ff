/**
 * A file of a part of the build context: a copy of one on disk, or a text that the library wrote.
 * @internal
 */
export interface PartFile {
  /** The path below the part, with `/`; the empty text when the part is this one file. */
  readonly path: string;
  /** Where the file is on disk, absolute. */
  readonly from?: string;
  /** The text, when there is no file on disk. */
  readonly text?: string;
}

/**
 * What an instruction reads of the build context and what is no path of the source folder: a project beside it, or a text that the library wrote.
 * @internal
 */
export interface ContextPart {
  /** The path in the context. */
  readonly path: string;
  /** What is there. */
  files(): PartFile[];
}
