import { Command, Instruction, Mount, CacheSharing } from '../dockerfile';

/** The folder of the app in every image. */
export const APP_FOLDER = '/app';

/** The virtual environment in every image. It works at this path only, so builders and runtimes share it. */
export const VIRTUALENV_PATH = `${APP_FOLDER}/.venv`;

/** Where a stage assembles what others copy onto their `/`. */
export const OUT = '/out';

/** Where a RUN sees the source of the project. */
export const SOURCE_MOUNT = '/src';

/** The ARG that BuildKit and most build tools take as the time of all files: seconds since 1970. https://reproducible-builds.org/specs/source-date-epoch */
export const SOURCE_DATE_EPOCH = '315532800';

/** Declares the time of all files of a stage: 1980-01-01, the oldest that a wheel can hold, if nobody says another. */
export function sourceDateEpoch(): Instruction {
  return Instruction.arg('SOURCE_DATE_EPOCH', SOURCE_DATE_EPOCH);
}

/** Gives every assembled file the same time, so that the same files are the same layer. */
export function setTimes(): Command {
  return Command.shell(`find ${OUT} -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +`);
}

export function uvCache(): Mount {
  return Mount.cache({ target: '/root/.cache/uv' });
}

export function pipCache(): Mount {
  return Mount.cache({ target: '/root/.cache/pip' });
}

/** apt locks its folders, so one build at a time gets them. */
export function aptCaches(): Mount[] {
  return ['/var/cache/apt', '/var/lib/apt/lists'].map((target) => Mount.cache({ target, sharing: CacheSharing.LOCKED }));
}
