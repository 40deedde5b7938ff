import { CacheSharing, Command, IImageSource, Instruction, Mount } from '../dockerfile';
import { pythonOf } from '../dockerfile/python-of';
import { SOURCE_DATE_EPOCH } from '../private/source-date-epoch';

/** The folder of the code of an app that is no package, and the working directory of every image. */
export const APP_FOLDER = '/app';

/** Where the official images have their Python, and what is installed beside it. */
export const PREFIX = '/usr/local';

/** Where a stage assembles what others copy onto their `/`. */
export const OUT = '/out';

/** Where the files that a check has seen wait for the runtime. */
export const CHECKED = '/checked';

/** Where a RUN sees the source of the project. */
export const SOURCE_MOUNT = '/src';

/** Declares the time of all files of a stage by the argument that BuildKit and most build tools take it from. */
export function sourceDateEpoch(): Instruction {
  return Instruction.arg('SOURCE_DATE_EPOCH', `${SOURCE_DATE_EPOCH}`);
}

/** Gives every assembled file the same time, so that the same files are the same layer. */
export function setTimes(folder: string = OUT): Command {
  return Command.shell(`find ${folder} -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +`);
}

/**
 * The cache of a tool that builds packages. Its name says what they were built on: a wheel that was compiled against the libraries of one
 * base image is not to be found in a build on another.
 */
export function packageCache(tool: string, image: IImageSource): Mount {
  const { distribution, suite, compilers } = image.rootImage;
  const builtOn = [distribution ?? 'other', suite ?? 'any', ...(compilers ? ['full'] : []), pythonOf(image)?.version ?? ''].filter((part) => part !== '');
  return Mount.cache({ id: `${tool}-${builtOn.join('-')}`, target: `/root/.cache/${tool}` });
}

/**
 * What apt downloaded. It locks its folders, so one build at a time gets them, and throws away the lists of any other release or architecture: each has folders
 * of its own. Without an architecture it is that of the machine that builds.
 */
export function aptCaches(image: IImageSource, architecture?: string): Mount[] {
  const { distribution, suite } = image.rootImage;
  const name = [distribution ?? 'other', suite ?? 'any', ...(architecture === undefined ? [] : [architecture])].join('-');
  return Object.entries({ 'apt': '/var/cache/apt', 'apt-lists': '/var/lib/apt/lists' })
    .map(([kind, target]) => Mount.cache({ id: `${kind}-${name}`, target, sharing: CacheSharing.LOCKED }));
}
