import { LockFacts, LockedPackage } from './locks/locked-package';
import { normalizeName } from './package-name';
import { PythonProject } from './python-project';
import { isTable, tableAt } from './toml-file';
import { CodedError } from '../private/coded-error';

/**
 * What `[tool.uv.sources]` says of dependencies that nothing locks: which come from a repository. LockNotUnderstood for those of a workspace or a folder:
 * without a lock uv installs them as links to the folder, which no image has.
 */
export function withUvSources(project: PythonProject, facts: LockFacts): LockFacts {
  // Those of the workspace count for its members, unless they say otherwise.
  const shared = tableAt(project._workspace?.pyproject ?? {}, 'tool', 'uv', 'sources');
  const sources = Object.entries({ ...shared, ...tableAt(project._pyproject?.tool ?? {}, 'uv', 'sources') })
    .flatMap(([name, value]) => [value].flat().filter(isTable).map((table) => ({ name: normalizeName(name), table })));
  const local = facts.packages.map(({ name }) => name).filter((name) => sources.some((source) => source.name === name && ('workspace' in source.table || 'path' in source.table)));
  if (local.length > 0) {
    throw new CodedError('LockNotUnderstood', {
      what: `pyproject.toml takes ${local.join(', ')} from a folder by [tool.uv.sources], and there is no uv.lock`,
      expected: 'a lock: without one uv would install a link to the folder',
      write: 'uv lock',
    });
  }
  const located = (locked: LockedPackage): LockedPackage => {
    const git = sources.find(({ name, table }) => name === locked.name && typeof table.git === 'string')?.table.git;
    return typeof git === 'string' ? { ...locked, source: 'git', url: `git+${git}` } : locked;
  };
  return { ...facts, packages: facts.packages.map(located), packagesFor: (environment) => facts.packagesFor(environment).map(located) };
}
