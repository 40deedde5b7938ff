import { DependencyPlan } from './dependency-plan';
import { planInputs } from './plan-inputs';
import { withMembers } from './with-members';
import { CodedError } from '../../private/coded-error';
import { readMetadata } from '../declarations/declared-metadata';
import { readRequirementWords } from '../locks/requirements-txt';
import type { PythonProject } from '../python-project';
import { normalizeName } from '../syntax/package-name';

/** What stands where no lock is. */
export interface DeclaredWords {
  /** The file that declares them. */
  readonly file: string;
  /** Requirements as pip reads them. */
  readonly words: string[];
  /** What makes a lock of them. */
  readonly refreshCommand: string;
  readonly extras?: string[];
  readonly groups?: string[];
}

/**
 * A plan without a lock, of requirements that uv is given one by one: the file that declares them is in words of another tool. A word for the project itself
 * stands for what the project declares: the project gets a layer of its own.
 */
export function bindWords(project: PythonProject, declared: DeclaredWords): DependencyPlan {
  const { file, refreshCommand, extras, groups } = declared;
  const words = withoutItself(project, declared);
  const facts = readRequirementWords(project._source, file, words);
  return withMembers(project, {
    ...facts,
    installer: words.length === 0 ? 'none' : 'words',
    file,
    // The installer reads the words, not the file.
    ...planInputs(facts.files.filter((name) => name !== file), facts.folders),
    requirements: words,
    extras: extras ?? [],
    groups: groups ?? [],
    locked: words.length === 0,
    refreshCommand,
    pythonRules: [],
  });
}

function withoutItself(project: PythonProject, { file, words, refreshCommand }: DeclaredWords): string[] {
  const itself = words.map((word) => readRequirementWords(project._source, file, [word]).projectExtras);
  const asked = itself.flatMap((one) => one ?? []);
  if (itself.every((one) => one === undefined)) {
    return words;
  }
  const metadata = readMetadata(project);
  if (metadata === undefined) {
    throw new CodedError('LockNotUnderstood', {
      what: `${file} installs the project itself, and only its build back end knows what that needs`,
      found: words.filter((_word, index) => itself[index] !== undefined).join(', '),
      expected: 'a lock, or dependencies that are written out in pyproject.toml, setup.cfg or setup.py',
      write: refreshCommand,
    });
  }
  const others = words.filter((_word, index) => itself[index] === undefined);
  return [...new Set([...others, ...metadata.requirements, ...asked.flatMap((extra) => metadata.extras[normalizeName(extra)] ?? [])])];
}
