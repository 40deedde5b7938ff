import { IImageSource, Instruction } from '../../dockerfile';

/** Brings the Python of another image to the place where that image has it; nothing where the Python is there already. */
export function borrowPython(image: IImageSource): Instruction[] {
  const { pythonFrom } = image.rootImage._known;
  return pythonFrom === undefined ? [] : [
    Instruction.copyFrom(pythonFrom.image, { sources: [pythonFrom.folder], target: pythonFrom.folder, link: true }),
    // Its own image tells the loader so, too.
    Instruction.env({ LD_LIBRARY_PATH: `${pythonFrom.folder}/lib` }),
  ];
}

/** Whether the Python is that of another image. Packages are for that one's C library then, not for the one that is here, so an installer is told which. */
export function borrowsPython(image: IImageSource): boolean {
  return image.rootImage._known.pythonFrom !== undefined;
}
