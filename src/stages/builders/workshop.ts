import { IImageSource } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';

/** Where a command is run for a base image: in itself, or, when it lacks a shell or the usual programs, in an image with the same Python that has them. */
export function workshopOf(image: IImageSource): IImageSource {
  const { rootImage: baseImage } = image;
  const { workshop } = baseImage._known;
  if (workshop === undefined && baseImage.shell !== undefined) {
    return image;
  }
  if (workshop === undefined) {
    throw new CodedError('ShellMissing', {
      what: 'nothing can be made for a base image without a shell, of which no image with the same Python is known',
      found: baseImage._reference(''),
      expected: 'a base image with a shell, or BaseImage.pythonDistroless()',
      write: "baseImage: BaseImage.pythonDistroless('trixie')",
    });
  }
  return workshop;
}
