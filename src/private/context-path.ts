import * as path from 'path';
import { CodedError } from './coded-error';

/**
 * A path in the source folder, relative and in its shortest form; `.` is the whole.
 * Docker would drop the `..` at the root of the build context and copy another file than was meant.
 */
export function contextPath(source: string): string {
  if (source === '') {
    throw new CodedError('InstructionInvalid', {
      what: 'a path of the source folder is empty', found: '""', expected: 'a path', write: '"." for the whole folder',
    });
  }
  const shortest = path.posix.normalize(source).replace(/^\/+/, '').replace(/\/$/, '');
  if (shortest === '..' || shortest.startsWith('../')) {
    throw new CodedError('SourceEscapes', {
      what: 'a path leads out of the source folder',
      found: JSON.stringify(source),
      expected: 'a path below the source folder',
      write: 'a source folder that holds both, or a copy of the file in it',
    });
  }
  return shortest || '.';
}
