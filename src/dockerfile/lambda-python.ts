import type { BaseImageProps } from './base-image';
import { CodedError } from '../private/coded-error';

/** Which of AWS's images. */
export interface LambdaImageOptions {
  /**
   * The digest to pin: `sha256:` and 64 hexadecimal digits.
   * @default - the tag alone
   */
  readonly digest?: string;
}

/** AWS's image, and what only such an image has. */
interface LambdaPython extends BaseImageProps {
  /** Its name there. */
  readonly onDockerHub: string;
  /** Where its Python is, and what belongs to that. */
  readonly folder: string;
  /** What calls the handler that it is given. */
  readonly lambdaEntrypoint: string;
}

/** The first Python on Amazon Linux 2023. What is older is on Amazon Linux 2, which is no longer cared for. */
const OLDEST = 12;

const FOLDER = '/var/lang';

/** AWS's image of a Python on Amazon Linux 2023. https://gallery.ecr.aws/lambda/python, https://docs.aws.amazon.com/lambda/latest/dg/python-image.html */
export function lambdaPython(version: string, options: LambdaImageOptions): LambdaPython {
  const minor = Number(/^3\.(\d+)$/.exec(version)?.[1] ?? 0);
  if (minor < OLDEST) {
    throw new CodedError('BaseImageInvalid', {
      what: 'AWS has no image of this Python on a system that it still cares for',
      found: JSON.stringify(version),
      expected: `a minor version from 3.${OLDEST} on`,
      write: "BaseImage.pythonLambda('3.13'), or baseImage: BaseImage.pythonSlim(…), which any Python is there for",
    });
  }
  const tag = `${version}${options.digest === undefined ? '' : `@${options.digest}`}`;
  return {
    reference: `lambda/python:${tag}`,
    onDockerHub: `amazon/aws-lambda-python:${tag}`,
    python: { implementation: 'cpython', version, path: `${FOLDER}/bin/python${version}` },
    glibcVersion: '2.34',
    distribution: 'amzn',
    suite: 'al2023',
    folder: FOLDER,
    lambdaEntrypoint: '/lambda-entrypoint.sh',
  };
}
