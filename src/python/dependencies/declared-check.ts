import { lockCommand } from './bind-declared';
import { DependencyPlan } from './dependency-plan';
import { defaultEnvironment } from './install-target';
import { checkRequirements } from './lock-check';
import { readMetadata } from '../declarations/declared-metadata';
import { readRequirementWords } from '../locks/requirements-txt';
import { PythonProject } from '../python-project';
import { tableAt } from '../source/toml-file';
import { MarkerEnvironment } from '../syntax/marker';

/**
 * Compares a lock that keeps no record of pyproject.toml with what that declares: a Pipfile.lock is older than the move to another tool, a pylock.toml
 * than the last change. LockStale names what is missing or has another version. What only the build back end knows is left to the build.
 */
export function checkDeclared(project: PythonProject, plan: DependencyPlan, environment: MarkerEnvironment = defaultEnvironment(project)): void {
  const { _pyproject: pyproject, _source: source } = project;
  const declares = pyproject !== undefined && (pyproject.project !== undefined || tableAt(pyproject.tool, 'poetry', 'dependencies') !== undefined);
  const words = declares ? readMetadata(project)?.requirements ?? [] : [];
  // An address is none that a lock has to repeat.
  const named = words.filter((text) => !/^\S+\s*@/.test(text));
  const file = plan.file ?? '';
  const own = file === 'Pipfile.lock' ? 'fromPipfileLock()' : `fromPylock(${file === 'pylock.toml' ? '' : `{ file: '${file}' }`})`;
  const refresh = `${file === 'Pipfile.lock' ? lockCommand(project) : plan.refreshCommand}\nor dependencies: Dependencies.${own}`;
  checkRequirements(plan, file, readRequirementWords(source, 'pyproject.toml', named).entries.map(({ requirement }) => requirement), environment, refresh);
}
