import { createHash } from 'crypto';
import * as fs from 'fs';
import { CodedError } from '../private/coded-error';

/** A file of a build context. Its content is read when it is asked for, so a plan of many files holds none of them. */
export interface ContextFile {
  /** The path in the context: relative, with `/`. */
  readonly path: string;
  /** The mode bits that reach the image: whether it can be executed. */
  readonly executable: boolean;
  /** SHA-256 of the content, in hexadecimal digits. */
  readonly digest: string;
  /** The content. Fails with `SourceChanged` when it is no longer what the digest was taken of. */
  content(): Buffer;
}

/** A file with a text that the library made. */
export function textFile(path: string, text: string): ContextFile {
  const content = Buffer.from(text, 'utf-8');
  return { path, executable: false, digest: digestOf(content), content: () => content };
}

/** A copy of a file on disk. */
export function copiedFile(path: string, from: string): ContextFile {
  const digest = digestOf(fs.readFileSync(from));
  return {
    path,
    executable: (fs.statSync(from).mode & 0o111) !== 0,
    digest,
    content: () => {
      const content = fs.readFileSync(from);
      if (digestOf(content) !== digest) {
        throw new CodedError('SourceChanged', {
          what: 'the file changed while the image was staged, so the hash of the asset would not be that of its files',
          found: path,
          expected: 'a source that rests while it is synthesized',
          write: 'the same command again, once nothing writes into the source folder',
        });
      }
      return content;
    },
  };
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
