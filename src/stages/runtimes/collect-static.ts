import { Files, ImageStage, Mount } from '../../dockerfile';
import type { BoundEntrypoint } from '../../python/entrypoints/entrypoint-binding';

/** Where the collected files wait for the runtime: the user of the image can write nowhere else. */
export const COLLECTED = '/tmp/collected';

/** How Django collects its static files: what `check-image` is told, and what it needs. */
export interface StaticCollecting {
  /** The words of the check. It imports the application, too. */
  readonly words: string[];
  /** `NAME=value` for the command. */
  readonly variables: string[];
  /** The folder that is collected into: the image has it from root, so in the build it lies in memory. */
  readonly mounts: Mount[];
  /** The folder in the image. */
  readonly folder: string;
}

/** What has to be collected for an entry point; undefined when nothing has. */
export function staticCollecting({ imports, importPath, staticFiles }: BoundEntrypoint): StaticCollecting | undefined {
  if (staticFiles?._collection === undefined) {
    return undefined;
  }
  const { folder, urlPath, _collection: { settings, buildEnvironment } } = staticFiles;
  return {
    words: [
      'static', ...importPath.flatMap((path) => ['--path', path]), ...(settings === undefined ? [] : ['--settings', settings]),
      '--url', urlPath, '--out', COLLECTED, folder, ...imports,
    ],
    variables: Object.entries(buildEnvironment).map(([name, value]) => `${name}=${value}`),
    mounts: [Mount.tmpfs({ target: folder })],
    folder,
  };
}

/** The files that a stage collected, for the root of an image. */
export function collectedFiles(stage: ImageStage, { folder }: StaticCollecting): Files {
  return new Files({ source: stage, path: folder, root: COLLECTED, libc: stage.rootImage.libc });
}
