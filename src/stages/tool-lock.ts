import TOOL_LOCKS from './tool-locks.json';
import { Mount } from '../dockerfile';

/** How a tool is named to an installer. */
export interface ToolWords {
  readonly words: string[];
  readonly mounts: Mount[];
}

/**
 * The words by which pip and uv install a tool. In the version that the library takes by itself it has a lock among the programs of the library, with what it
 * needs in turn and the hashes of all files; another version is what the index says it is.
 */
export function toolWords(requirements: string[]): ToolWords {
  const file = Object.entries(TOOL_LOCKS).find(([locked]) => locked === requirements.join(' '))?.[1];
  if (file === undefined) {
    return { words: requirements, mounts: [] };
  }
  const target = `/tools/${file}`;
  return { words: ['--require-hashes', '--requirement', target], mounts: [Mount._tool(`locks/${file}`, target)] };
}
