import type { IImageSource } from './image-source';
import type { PythonInterpreter } from './python-interpreter';

/** The Python that is used in an image or stage: a stage may have another than the image it is built on. */
export function pythonOf(source: IImageSource): PythonInterpreter | undefined {
  return source._stage?.python ?? source.rootImage.python;
}
