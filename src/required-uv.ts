import { CodedError } from './private/coded-error';
import { PythonProject } from './python';
import { uvTables } from './python/declarations/uv-tables';
import { DependencyPlan } from './python/dependencies/dependency-plan';
import { clausesAllow, isVersion, parseSpecifier } from './python/syntax/version-specifier';

/** Where uv gets a pyproject.toml to read. */
const READS = new Set<DependencyPlan['installer'] | undefined>(['uv-lock', 'pyproject']);

/**
 * The version of uv, where `required-version` of pyproject.toml or of its workspace allows it: uv refuses to run otherwise. Fails with `PropInvalid`.
 * Source: uv's settings, "required-version", where a version alone means exactly that one.
 */
export function requiredUv(project: PythonProject, plan: DependencyPlan | undefined, version: string): string {
  const texts = uvTables(project).map((table) => table['required-version']).filter((text): text is string => typeof text === 'string');
  const required = texts.map((text) => ({ text, clauses: parseSpecifier(isVersion(text) ? `==${text}` : text) }))
    .find(({ clauses }) => clauses !== undefined && !clausesAllow(clauses, version));
  if (required?.clauses === undefined || !isVersion(version) || !(project.isPackage || READS.has(plan?.installer))) {
    return version;
  }
  const named = required.clauses.map((clause) => clause.version).find((one) => clausesAllow(required.clauses ?? [], one));
  throw new CodedError('PropInvalid', {
    what: 'uvVersion is not what pyproject.toml requires',
    found: `uv ${version}, and required-version = "${required.text}" in [tool.uv]`,
    expected: 'a version of uv that both allow',
    write: `uvVersion: '${named ?? 'a version'}'${named === undefined ? ` that ${required.text} allows` : ', or a newer one that it allows'}; or no upper bound in required-version`,
  });
}
