import { DockerCacheOption } from 'aws-cdk-lib';

/** What a build is told of its cache, in the words of `--cache-from` and `--cache-to`. */
export interface CacheFlags {
  readonly from: DockerCacheOption;
  readonly to?: DockerCacheOption;
}
