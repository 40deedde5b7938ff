import { PythonProject } from '../python';

/** Where a file of the source says something. */
export interface SourceLine {
  readonly file: string;
  readonly line?: number;
}

/** The first line of a file that an expression matches; the file alone when no line does. */
export function sourceLine({ _source: source }: PythonProject, file: string, expression: RegExp): SourceLine {
  const lines = (source.readUnicode(file)?.text ?? '').split(/\r\n|\r|\n/);
  const index = lines.findIndex((line) => expression.test(line));
  return index < 0 ? { file } : { file, line: index + 1 };
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
