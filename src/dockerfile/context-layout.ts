import { contextPath } from '../private/context-path';
import { contextSource } from '../private/quoting';

/**
 * The folder of the build context that holds the files of the source folder.
 * @internal
 */
export const SOURCE_FOLDER = 'app';

/**
 * The folder of the build context that holds the programs that run in a build.
 * @internal
 */
export const TOOLS_FOLDER = 'tools';

/**
 * The path in the build context of a path in the source folder.
 * @internal
 */
export function sourcePath(path: string): string {
  const inside = contextPath(contextSource(path));
  return inside === '.' ? SOURCE_FOLDER : `${SOURCE_FOLDER}/${inside}`;
}
