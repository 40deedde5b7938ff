import { LockedPackage, LockFacts, sortPackages } from './locked-package';
import { isVcs } from './requirements-entry';
import { evaluateMarker, MarkerEnvironment } from '../syntax/marker';
import { pinnedVersion, Requirement } from '../syntax/requirement';
import { withBrought } from '../system/brought-packages';

/** The dependencies of pyproject.toml as they are: no lock, what they need in turn is not known. */
export function readDeclared(dependencies: Requirement[]): LockFacts {
  const select = (list: Requirement[]) => sortPackages(withBrought(list.map(toPackage)));
  return {
    files: ['pyproject.toml'],
    folders: [],
    packages: select(dependencies),
    packagesFor: (environment: MarkerEnvironment) => select(dependencies.filter(({ marker }) => evaluateMarker(marker, environment))),
    locked: false,
    hashed: false,
  };
}

function toPackage({ name, extras, clauses, url }: Requirement): LockedPackage {
  const version = pinnedVersion(clauses);
  return { name, ...(version !== undefined && { version }), extras, source: url === undefined ? 'index' : isVcs(url) ? 'git' : 'url', ...(isVcs(url ?? '') && { url }) };
}
