import type { SourceFolder } from './source-folder';
import { PythonSource } from '../syntax/python-source';
import { readPython } from '../syntax/python-text';

/** A file of Python of a source, parsed. One that is not there is empty. */
export function parsedPython(source: SourceFolder, file: string): PythonSource {
  return PythonSource.parse(readPython(source, file) ?? '');
}
