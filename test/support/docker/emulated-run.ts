import { buildText } from './build-text';
import { removeImage } from './remove-image';
import { docker } from './run-docker';
import { runInImage } from './run-in-image';
import { unpackedPackage } from './unpacked-package';

/** What stands for the machine of a platform, by the platform. */
const EMULATORS = { 'linux/arm64': 'qemu-aarch64', 'linux/arm/v7': 'qemu-arm' };

/**
 * Runs a program of an image for another kind of machine, as the image's user on a read-only file system. The container starts the
 * emulator and the program is its argument: the kernel learns of no handler, so no build is emulated by that. The image gets a name, which goes with it.
 */
export async function emulatedRun(image: string, argv: string[], platform: keyof typeof EMULATORS = 'linux/arm64'): Promise<string> {
  const name = `cdk-python-images-test:${image.replace('sha256:', '')}`;
  const emulator = EMULATORS[platform];
  await docker(['image', 'tag', image, name]);
  const emulating = await buildText([
    ...unpackedPackage('package', 'qemu-user'), `FROM ${name}`, `COPY --from=package /unpacked/usr/bin/${emulator} /${emulator}`,
  ], { platform });
  try {
    return await runInImage(emulating, argv, { entrypoint: `/${emulator}`, platform, readOnly: true, tmpfs: ['/tmp'], network: 'none' });
  } finally {
    await removeImage(emulating);
  }
}
