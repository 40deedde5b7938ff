import { remembered } from './remembered';
import type { SourceFolder } from './source-folder';
import { PythonSource } from '../syntax/python-source';
import { readPython } from '../syntax/python-text';

const PARSED = remembered(() => new Map<string, PythonSource>());

/** A file of Python, parsed, and once alone: what starts is looked at for its port, its imports and more. One that is not there is empty. */
export function parsedPython(source: SourceFolder, file: string): PythonSource {
  const files = PARSED(source);
  const known = files.get(file) ?? PythonSource.parse(readPython(source, file) ?? '');
  files.set(file, known);
  return known;
}
