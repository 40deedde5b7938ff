import { DependencyPlan } from './dependency-plan';
import { planInputs } from './plan-inputs';
import { LockTitle, unknownGroup } from '../locks/lock-tables';
import { readPylock } from '../locks/pylock';
import { PythonProject } from '../python-project';
import { normalizeName } from '../syntax/package-name';

/** Which pylock.toml is installed, and what of it. */
export interface PylockBinding {
  readonly file?: string;
  readonly extras?: string[];
  readonly groups?: string[];
}

/** A plan for a pylock.toml, which uv reads itself. */
export function bindPylock(project: PythonProject, options: PylockBinding = {}): DependencyPlan {
  const source = project._source;
  const title: LockTitle = {
    file: source.normalize(options.file ?? 'pylock.toml', 'the lock'), tool: 'an installer', refresh: 'uv pip compile pyproject.toml -o pylock.toml',
  };
  const [extras, groups] = [options.extras ?? [], options.groups ?? []].map((names) => names.map(normalizeName));
  const facts = readPylock(source, title, [...extras, ...groups]);
  const unknown = (kind: 'extra' | 'group', names: string[], declared: string[]) => names.filter((name) => !declared.includes(name))
    .forEach((name) => { throw unknownGroup(kind, name, declared, title.file); });
  unknown('extra', extras, facts.extras);
  unknown('group', groups, facts.groups);
  return {
    ...facts,
    ...planInputs(facts.files, facts.folders),
    installer: 'pylock',
    file: title.file,
    extras,
    groups,
    refreshCommand: title.refresh,
    pythonRules: facts.requiresPython === undefined ? [] : [{ file: title.file, requiresPython: facts.requiresPython }],
  };
}
