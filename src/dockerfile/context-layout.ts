import { contextPath } from '../private/context-path';
import { contextSource } from '../private/quoting';

/**
 * The folder of the build context that holds the app: the files that building or running it takes.
 * @internal
 */
export const SOURCE_FOLDER = 'app';

/**
 * The folder of the build context that holds what single instructions name: locks, and files that a user copies or mounts.
 * They are apart from the app, so none of them gets into it and a change of one does not build it again.
 * @internal
 */
export const FILES_FOLDER = 'files';

/**
 * The folder of the build context that holds the programs that run in a build.
 * @internal
 */
export const TOOLS_FOLDER = 'tools';

/**
 * The folder of the build context that holds other projects which the app is installed with, one folder for each, by name.
 * @internal
 */
export const MEMBERS_FOLDER = 'members';

/**
 * The folder of the build context that holds what the library wrote for an installer, one folder for each stage.
 * @internal
 */
export const WRITTEN_FOLDER = 'written';

/**
 * The folder of the build context that holds files which an installer reads from above the source.
 * @internal
 */
export const ABOVE_FOLDER = 'above';

/**
 * The path in the build context of a path in the source folder; the whole source folder is the app.
 * @internal
 */
export function sourcePath(path: string): string {
  const inside = contextPath(contextSource(path));
  return inside === '.' ? SOURCE_FOLDER : `${FILES_FOLDER}/${inside}`;
}
