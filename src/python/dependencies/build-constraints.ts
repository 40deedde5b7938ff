import { DependencyPlan } from './dependency-plan';
import { clausesAllow, parseSpecifier } from '../syntax/version-specifier';

/** Releases that a newer version of what they are built with no longer builds, and that have no wheels for newer Pythons. Source: the change log of PyYAML, 6.0.1. */
const CONSTRAINTS: Readonly<Record<string, { readonly versions: string; readonly constraint: string }>> = {
  pyyaml: { versions: '>=5.4,<6.0.1', constraint: 'cython<3' },
};

/** What the packages of a plan are built with, where they say too little of it themselves: requirements for `--build-constraints` of uv. */
export function buildConstraints({ packages }: DependencyPlan): string[] {
  return packages.flatMap(({ name, version, source }) => {
    const known = Object.hasOwn(CONSTRAINTS, name) ? CONSTRAINTS[name] : undefined;
    const concerned = known !== undefined && source === 'index' && version !== undefined && clausesAllow(parseSpecifier(known.versions) ?? [], version);
    return concerned ? [known.constraint] : [];
  });
}
