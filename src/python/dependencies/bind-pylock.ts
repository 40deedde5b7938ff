import { DependencyPlan } from './dependency-plan';
import { planInputs } from './plan-inputs';
import { LockTitle } from '../locks/lock-tables';
import { readPylock } from '../locks/pylock';
import { PythonProject } from '../python-project';

/** Which pylock.toml is installed. */
export interface PylockBinding {
  readonly file?: string;
}

/** A plan for a pylock.toml, which uv reads itself. */
export function bindPylock(project: PythonProject, options: PylockBinding = {}): DependencyPlan {
  const source = project._source;
  const title: LockTitle = {
    file: source.normalize(options.file ?? 'pylock.toml', 'the lock'), tool: 'an installer', refresh: 'uv pip compile pyproject.toml -o pylock.toml',
  };
  const facts = readPylock(source, title);
  return {
    ...facts,
    ...planInputs(facts.files, facts.folders),
    installer: 'pylock',
    file: title.file,
    extras: [],
    groups: [],
    refreshCommand: title.refresh,
    pythonRules: facts.requiresPython === undefined ? [] : [{ file: title.file, requiresPython: facts.requiresPython }],
  };
}
