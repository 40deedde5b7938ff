import { ImagePlatform } from '../../src/dockerfile';
import { markerEnvironment } from '../../src/python/dependencies/install-target';
import { MarkerEnvironment } from '../../src/python/syntax/marker';

/** The markers of the default image. */
export function linuxEnvironment(): MarkerEnvironment {
  return markerEnvironment({ python: { implementation: 'cpython', version: '3.13', path: '' }, platform: ImagePlatform.LINUX_AMD64 });
}
