import { IConstruct } from 'constructs';
import { CacheFlags } from './cache-flags';
import { ImagePlatform } from '../dockerfile';
import { RegistryCacheOptions } from './registry-cache-options';
import { stageNameOf } from '../dockerfile/stage-name';
import { CodedError } from '../private/coded-error';
import { imageReference } from '../private/image-reference';

/** Tags have at most 128 characters. */
const LONGEST_NAME = 100;

/**
 * Where builds take layers from that another machine made, and where they leave theirs. It decides how long a build takes, and nothing of what it makes: no hash,
 * no tag and no layer depends on it. https://docs.docker.com/build/cache/backends/registry/
 */
export class BuildCache {
  /**
   * A cache in a registry such as ECR. Each image has a tag of its own there, of its construct's path and its platform: `cache-stack-api-image-amd64`.
   *
   * Fails with `BuildCacheInvalid` when the repository is none, or has a tag or a digest.
   */
  public static registry(options: RegistryCacheOptions): BuildCache {
    const read = imageReference(options.repository);
    if (read === undefined || read.tag !== undefined || read.digest !== undefined) {
      throw new CodedError('BuildCacheInvalid', {
        what: 'the repository of a build cache is none',
        found: JSON.stringify(options.repository),
        expected: 'a registry and a repository, without a tag: each image gets its own; not a token, since the manifest of the assets is text',
        write: "'123456789012.dkr.ecr.eu-west-1.amazonaws.com/build-cache'",
      });
    }
    return new BuildCache({ ...options });
  }

  private constructor(private readonly options: RegistryCacheOptions) {}

  /**
   * ECR takes the cache as an image of OCI's media types, and no index. https://aws.amazon.com/blogs/containers/announcing-remote-cache-support-in-amazon-ecr-for-buildkit-clients/
   * @internal
   */
  public _flags(image: IConstruct, platform: ImagePlatform): CacheFlags {
    const ref = `${this.options.repository}:${tagOf(image, platform)}`;
    const mode = this.options.allStages ?? true ? 'max' : 'min';
    return {
      from: { type: 'registry', params: { ref } },
      ...((this.options.exported ?? true) && { to: { type: 'registry', params: { ref, mode, 'image-manifest': 'true', 'oci-mediatypes': 'true' } } }),
    };
  }
}

function tagOf(image: IConstruct, platform: ImagePlatform): string {
  const name = stageNameOf(image.node.path.split('/'));
  const fitting = name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 9)}-${image.node.addr.slice(-8)}`;
  return `cache-${fitting}-${platform.architecture.replace('/', '-')}`;
}
