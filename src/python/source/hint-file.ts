import { CodedError } from '../../private/coded-error';

/** What a file says that a project can do without; undefined where a link to it leads out of the source, or where it cannot be read: it counts as not there. */
export function hint<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError && (error.code === 'SourceEscapes' || error.code === 'SourceUnreadable')) {
      return undefined;
    }
    throw error;
  }
}
