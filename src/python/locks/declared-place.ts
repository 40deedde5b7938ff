import * as path from 'path';
import { SourceFolder } from '../source/source-folder';

/**
 * Where a file says a requirement, for messages: `pyproject.toml, line 7`; the file alone when no line is found. A requirement with a place, `models @ ../models`,
 * is looked for as a table of uv, Poetry and PDM has it: `models = { path = "../models" }`.
 */
export function declaredPlace(source: SourceFolder, file: string, requirement: string): string {
  // The file of another project is named by its path from the app, and lies at the top of its own.
  const text = source.isFile(file) ? source.readUnicode(file)?.text : source.readUnicode(path.posix.basename(file))?.text;
  const lines = (text ?? '').split(/\r\n|\r|\n/);
  const [, name = requirement, place] = /^\s*([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*(?:@\s*(\S+))?/.exec(requirement) ?? [];
  const spelled = new RegExp(`(?:^|["'\\s,[{.])${name.split(/[-_.]+/).join('[-_.]+')}(?![\\w.-]*\\w)`, 'i');
  const inside = place?.replace(/^\.\//, '');
  const index = [
    (line: string) => line.includes(requirement),
    (line: string) => inside !== undefined && line.includes(inside) && spelled.test(line),
    (line: string) => inside !== undefined && line.includes(inside),
    (line: string) => spelled.test(line),
  ].map((fits) => lines.findIndex(fits)).find((found) => found >= 0);
  return index === undefined ? file : `${file}, line ${index + 1}`;
}
