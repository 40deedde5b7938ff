import { unlessRefused } from '../../private/unless-refused';

/** What a file says that a project can do without; undefined where a link to it leads out of the source, or where it cannot be read: it counts as not there. */
export function hint<T>(read: () => T): T | undefined {
  return unlessRefused(read, () => undefined, ['SourceEscapes', 'SourceUnreadable']);
}
