import * as fs from 'fs';
import * as path from 'path';
import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { stageBaseImages } from '../context';
import { Dockerfile } from '../dockerfile';
import { CodedError } from '../private/coded-error';

/** What writes the file. */
const PIN_COMMAND = 'npx cdk-python-images pin';

/** The digests in a lock file by the references that they are of; none while there is no file. Fails with `BaseImageLockInvalid`. */
export function lockedDigests(file: string): Record<string, string> {
  if (!fs.existsSync(file)) {
    return {};
  }
  const images = imagesIn(fs.readFileSync(file, 'utf8'));
  const bad = Object.entries(images ?? { [file]: '' }).find(([, digest]) => typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest));
  if (bad !== undefined) {
    throw new CodedError('BaseImageLockInvalid', {
      what: `${file} is no lock of base images`,
      found: images === undefined ? 'no object "images" in it' : `${JSON.stringify(bad[0])}: ${JSON.stringify(bad[1])}`,
      expected: '{ "images": { "<registry>/<repository>:<tag>": "sha256:…" } }',
      write: PIN_COMMAND,
    });
  }
  return images as Record<string, string>;
}

/** Tells the command line which images a Dockerfile names. One that a lock should have and has not is an error of the synthesis, which goes on so that it can be pinned. */
export function recordBaseImages(construct: Construct, dockerfile: Dockerfile, assets: string, lock?: string): void {
  if (lock !== undefined) {
    dockerfile._unpinned.forEach((reference) => Annotations.of(construct)
      .addError(`${path.basename(lock)} has no digest of ${reference}, so two builds need not agree; write: ${PIN_COMMAND}`));
    Object.entries(dockerfile._rawImages).forEach(([stage, images]) => Annotations.of(construct).addWarningV2('cdk-python-images:raw-image',
      `raw text of ${stage} names ${images.join(', ')}: ${path.basename(lock)} does not pin that, and no mirror stands for it. `
      + 'Write its digest behind the name, or an Instruction with BaseImage.of({ reference: … })'));
  }
  stageBaseImages({
    construct: construct.node.path,
    references: dockerfile._pulled,
    ...(lock !== undefined && { lock: path.relative(path.resolve(assets), path.resolve(lock)) }),
  }, construct.node.addr, assets);
}

function imagesIn(text: string): Record<string, unknown> | undefined {
  try {
    const { images } = JSON.parse(text) as { images?: Record<string, unknown> };
    return typeof images === 'object' && images !== null && !Array.isArray(images) ? images : undefined;
  } catch {
    return undefined;
  }
}
