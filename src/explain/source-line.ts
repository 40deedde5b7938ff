import { PythonProject } from '../python';
import { keyLine, lineNumber } from '../python/source/text-lines';

/** Where a file of the source says something. */
export interface SourceLine {
  readonly file: string;
  readonly line?: number;
}

/** The first line of a file that an expression matches; the file alone when no line does. */
export function sourceLine({ _source: source }: PythonProject, file: string, expression: RegExp): SourceLine {
  const line = lineNumber(source.readUnicode(file)?.text ?? '', (one) => expression.test(one));
  return { file, ...(line !== undefined && { line }) };
}

/** The line of pyproject.toml that has a key of a table; the file alone when it is written otherwise. */
export function pyprojectLine({ _source: source }: PythonProject, header: string, key: string): SourceLine {
  const file = 'pyproject.toml';
  const line = keyLine(source.read(file) ?? '', header, key)?.line;
  return { file, ...(line !== undefined && { line }) };
}

/** The line of a lock, or of another list of packages, that names a package under any of its spellings. */
export function packageLine(project: PythonProject, file: string, name: string): SourceLine {
  const spelled = name.split('-').join('[-_.]+');
  return sourceLine(project, file, new RegExp(`^\\s*(?:name\\s*=\\s*)?["']?${spelled}(?![\\w.-])`, 'i'));
}

/** A text as a part of an expression. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
