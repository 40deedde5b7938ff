import { buildText } from './build-text';
import { removeImage } from './remove-image';
import { docker } from './run-docker';
import { runInImage } from './run-in-image';
import { unpackedPackage } from './unpacked-package';

/**
 * Runs a program of an arm64 image on a machine of another kind, as the image's user on a read-only file system. The container starts the
 * emulator and the program is its argument: the kernel learns of no handler, so no build is emulated by that. The image gets a name, which goes with it.
 */
export async function emulatedRun(image: string, argv: string[]): Promise<string> {
  const name = `cdk-python-images-test:${image.replace('sha256:', '')}`;
  const platform = 'linux/arm64';
  await docker(['image', 'tag', image, name]);
  const emulating = await buildText([
    ...unpackedPackage('package', 'qemu-user'), `FROM ${name}`, 'COPY --from=package /unpacked/usr/bin/qemu-aarch64 /qemu-aarch64',
  ], { platform });
  try {
    return await runInImage(emulating, argv, { entrypoint: '/qemu-aarch64', platform, readOnly: true, tmpfs: ['/tmp'], network: 'none' });
  } finally {
    await removeImage(emulating);
  }
}
