import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** A cache that is read and never written helps nobody in the end, so it is said. */
export function warnOfCache(image: Construct, why: string, write: string): void {
  Annotations.of(image).addWarningV2('cdk-python-images:cache-not-written',
    `the build of ${image.node.path} reads the cache and does not write it: ${why}. Write ${write}, or BuildCache.registry({ exported: false, … }) if another machine fills it`);
}
