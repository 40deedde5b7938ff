import { withMembers } from '../declarations/with-members';
import { DependencyPlan } from '../dependencies/dependency-plan';
import { planInputs } from '../dependencies/plan-inputs';
import { readRequirementWords } from '../locks/requirements-txt';
import type { PythonProject } from '../python-project';

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

/** A plan without a lock, of requirements that uv is given one by one: the file that declares them is in words of another tool. */
export function bindWords(project: PythonProject, { file, words, refreshCommand, extras, groups }: DeclaredWords): DependencyPlan {
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
