import { Construct } from 'constructs';
import { BaseImage } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { LockStageProps } from './lock-props';
import { CodedError } from '../../private/coded-error';
import { readRequirementsTxt } from '../../python/locks/requirements-txt';

/** What a lock is made of. */
export interface LockPlan {
  readonly baseImage: BaseImage;
  /** `requirements.in`, relative to the source. */
  readonly requirements: string;
  /** The lock, relative to the source. */
  readonly file: string;
  /** All files that the computation reads, relative to the source, the existing lock included. */
  readonly files: string[];
  /** Extras and groups, as uv takes them. */
  readonly selection: string[];
}

/** Decides what is read and what is made. Fails with `LockNotFound` when there is nothing to lock. */
export function planLock(scope: Construct, props: LockStageProps): LockPlan {
  const { project, python } = appSettingsOf(scope);
  const source = project._source;
  const requirements = source.normalize(props.requirements ?? (source.isFile('requirements.in') ? 'requirements.in' : 'pyproject.toml'), 'what is to be locked');
  if (!source.isFile(requirements)) {
    throw new CodedError('LockNotFound', {
      what: 'there is nothing that a lock could be made of',
      found: `no ${requirements} in the source`,
      expected: 'what the app needs, without the versions of everything that this needs in turn',
      write: 'a requirements.in, or [project] dependencies in pyproject.toml',
    });
  }
  const declared = requirements.endsWith('.toml');
  const folder = requirements.slice(0, requirements.lastIndexOf('/') + 1);
  const usual = !declared || (source.isFile(`${folder}requirements.txt`) && !source.isFile(`${folder}uv.lock`)) ? 'requirements.txt' : 'uv.lock';
  const file = source.normalize(`${folder}${props.file ?? usual}`, 'the lock');
  const uvLock = file.endsWith('uv.lock');
  if (uvLock && !declared) {
    throw new CodedError('LockInvalid', {
      what: 'a uv.lock is made of a pyproject.toml only',
      found: `requirements: ${JSON.stringify(requirements)}`,
      expected: 'pyproject.toml',
      write: "file: 'requirements.txt', or the requirements into [project] dependencies",
    });
  }
  const read = declared ? [requirements] : readRequirementsTxt(source, requirements).files;
  return {
    baseImage: props.baseImage ?? BaseImage.pythonSlim(python.minor),
    requirements,
    file,
    files: [...new Set([...read, ...(source.isFile(file) ? [file] : [])])].sort(),
    selection: uvLock ? [] : [...(props.extras ?? []).map((extra) => `--extra=${extra}`), ...(props.groups ?? []).map((group) => `--group=${group}`)],
  };
}
