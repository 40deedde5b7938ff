import * as path from 'path';
import { SourceFolder } from '../source/source-folder';
import { lineNumber } from '../source/text-lines';

/**
 * Tells where a file says a requirement, for messages: `pyproject.toml, line 7`; the file alone when no line is found. A requirement with a place, `models @ ../models`,
 * is looked for as a table of uv, Poetry and PDM has it: `models = { path = "../models" }`.
 */
export function declaredPlaces(source: SourceFolder, file: string): (requirement: string) => string {
  // The file of another project is named by its path from the app, and lies at the top of its own.
  const text = source.isFile(file) ? source.readUnicode(file)?.text : source.readUnicode(path.posix.basename(file))?.text;
  return (requirement) => placeIn(text ?? '', file, requirement);
}

function placeIn(text: string, file: string, requirement: string): string {
  const [, name = requirement, place] = /^\s*([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*(?:@\s*(\S+))?/.exec(requirement) ?? [];
  const spelled = new RegExp(`(?:^|["'\\s,[{.])${name.split(/[-_.]+/).join('[-_.]+')}(?![\\w.-]*\\w)`, 'i');
  const inside = place?.replace(/^\.\//, '');
  const line = [
    (one: string) => one.includes(requirement),
    (one: string) => inside !== undefined && one.includes(inside) && spelled.test(one),
    (one: string) => inside !== undefined && one.includes(inside),
    (one: string) => spelled.test(one),
  ].map((fits) => lineNumber(text, fits)).find((found) => found !== undefined);
  return line === undefined ? file : `${file}, line ${line}`;
}
