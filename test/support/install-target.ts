import { BaseImage, ImagePlatform, Libc } from '../../src/dockerfile';
import { InstallTarget } from '../../src/python/dependencies/install-target';

/** What gets installed into a base image on a platform. */
export function targetOf(image: BaseImage, platform: ImagePlatform = ImagePlatform.LINUX_AMD64): InstallTarget {
  const { python, libc, glibcVersion, distribution, suite } = image;
  return {
    python: python ?? { implementation: 'cpython', version: '3.13', path: '/usr/local/bin/python3.13' },
    libc: libc ?? Libc.GLIBC,
    glibcVersion,
    platform,
    distribution,
    suite,
  };
}
