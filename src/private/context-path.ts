import * as path from 'path';
import { CodedError } from './coded-error';

/**
 * A path in the build context, relative and in its shortest form; `.` is the whole.
 * Docker would cut the `..` at the root of the context and copy another file than was meant.
 */
export function contextPath(source: string): string {
  const shortest = source === '' ? '' : path.posix.normalize(source).replace(/^\/+/, '').replace(/\/$/, '');
  if (source !== '' && (shortest === '..' || shortest.startsWith('../'))) {
    throw new CodedError('SourceEscapes', {
      what: 'a path leads out of the source folder',
      found: JSON.stringify(source),
      expected: 'a path below the source folder',
      write: 'a source folder that holds both, or a copy of the file in it',
    });
  }
  return source === '' ? source : shortest || '.';
}
