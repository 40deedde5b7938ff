import dockerignore from '@balena/dockerignore';
import { CodedError } from '../../private/coded-error';
import type { PythonProject } from '../python-project';

type Patterns = ReturnType<typeof dockerignore>;

/** So much of a line is shown. */
const LONGEST = 80;
/** What a build back end reads at the top of a project. A pattern such as `*.md` is not meant to break the build. */
const METADATA = /^(pyproject\.toml|setup\.(py|cfg)|MANIFEST\.in|(README|LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*)$/i;

/**
 * The files of the app without those that the project's own `.dockerignore` leaves out.
 * Who moves a Dockerfile here has said there what does not belong into the image. https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function withoutIgnored(project: PythonProject, files: string[]): string[] {
  const text = project._source.read('.dockerignore');
  if (text === undefined) {
    return files;
  }
  const rules = rulesOf(text);
  return files.filter((file) => !rules.ignores(file) || (project.isPackage && METADATA.test(file)));
}

/** SourceUnreadable for a line that is no pattern: Docker refuses it, too, and what it was to leave out would be in the image. */
function rulesOf(text: string): Patterns {
  const lines = text.split(/\r?\n/);
  const wrong = lines.findIndex((line) => !isPattern(line));
  if (wrong >= 0) {
    throw new CodedError('SourceUnreadable', {
      what: `line ${wrong + 1} of .dockerignore is no pattern`,
      found: lines[wrong].length > LONGEST ? `${lines[wrong].slice(0, LONGEST)} …` : lines[wrong],
      expected: 'a path, in which *, ?, ** and [a-z] stand for others',
      write: 'the pattern with its closing bracket, or no such line',
    });
  }
  return patterns(text);
}

function isPattern(line: string): boolean {
  try {
    return typeof patterns(line.replace(/^\s*!/, '')).ignores('a') === 'boolean';
  } catch {
    return false;
  }
}

/** As Docker reads them: case counts, and what means something in a regular expression alone stands for itself. Source: the `shouldEscape` of Moby's patternmatcher. */
function patterns(text: string): Patterns {
  return dockerignore({ ignorecase: false }).add(text.replace(/\\.|[+()|{}]/g, (sign) => sign.length > 1 ? sign : `\\${sign}`));
}

/** The line of `.dockerignore` that leaves a file out, the last one that does; undefined for a file that is in the image. */
export function ignoringLine(project: PythonProject, file: string): { readonly number: number; readonly text: string } | undefined {
  const lines = (project._source.read('.dockerignore') ?? '').split(/\r?\n/);
  const ignoredBy = (count: number) => patterns(lines.slice(0, count).join('\n')).ignores(file);
  if (withoutIgnored(project, [file]).length > 0) {
    return undefined;
  }
  const number = lines.findIndex((_, n) => !ignoredBy(n) && ignoredBy(n + 1) && lines.slice(n + 1).every((_line, m) => ignoredBy(n + 2 + m))) + 1;
  return { number, text: lines[number - 1] };
}
