import { DockerCacheOption } from 'aws-cdk-lib';

/** What a build is told of its cache, in the words of `--cache-from` and `--cache-to`. */
export interface CacheFlags {
  readonly from: DockerCacheOption;
  readonly to?: DockerCacheOption;
}

/** The value of `--cache-from` and `--cache-to`. */
export function cacheFlag({ type, params }: DockerCacheOption): string {
  return [`type=${type}`, ...Object.entries(params ?? {}).map(([name, value]) => `${name}=${value}`)].join(',');
}
