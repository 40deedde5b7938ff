import { IImageSource, PythonInterpreter } from '../../dockerfile';
import { pythonOf } from '../../dockerfile/python-of';
import { CodedError } from '../../private/coded-error';

/** The Python of an image or stage. Fails with `BaseImageInvalid` when nothing is known of one. */
export function interpreterOf(image: IImageSource): PythonInterpreter {
  const python = pythonOf(image);
  if (python === undefined) {
    throw new CodedError('BaseImageInvalid', {
      what: 'nothing is known of the Python of the base image, so no package can be chosen for it',
      found: 'a base image without python',
      expected: 'an image of which the Python is said',
      write: "BaseImage.of({ reference, python: { implementation: 'cpython', version: '3.13', path: '/usr/local/bin/python3.13' } })",
    });
  }
  return python;
}
