import { PYPROJECT, readRequirement, show } from './pyproject-values';
import { CodedError } from '../../private/coded-error';
import { isTable, TomlTable } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';
import { Requirement } from '../syntax/requirement';

/**
 * The dependency groups by normalized name, `{ include-group = … }` written out. uv's older `[tool.uv] dev-dependencies`
 * join the group `dev`. A group that includes itself, or one that does not exist: PyprojectInvalid. Source: PEP 735.
 */
export function readGroups(table: TomlTable, uv?: TomlTable): Record<string, Requirement[]> {
  const entries = new Map<string, unknown>();
  for (const name of Object.keys(table)) {
    entries.set(normalizeName(name), table[name]);
  }
  const groups: Record<string, Requirement[]> = {};
  for (const name of entries.keys()) {
    groups[name] = expand(name, entries, []);
  }
  const dev = uv && Object.hasOwn(uv, 'dev-dependencies') ? uv['dev-dependencies'] : undefined;
  if (dev !== undefined) {
    groups.dev = [...(groups.dev ?? []), ...expand('dev', new Map([['dev', dev]]), [])];
  }
  return groups;
}

function expand(name: string, entries: ReadonlyMap<string, unknown>, above: string[]): Requirement[] {
  const where = `[dependency-groups] ${name}`;
  const list = entries.get(name);
  if (above.includes(name)) {
    throw invalid(`${where} of ${PYPROJECT} includes itself`, [...above, name].join(' → '), 'groups that do not include each other', `${name} = [] without { include-group = "${above[above.length - 1]}" }`);
  }
  if (!Array.isArray(list)) {
    throw list === undefined
      ? invalid(`a group of ${PYPROJECT} includes "${name}", which is not there`, above.join(' → '), `one of ${[...entries.keys()].join(', ')}`, `${name} = [] in [dependency-groups], or no { include-group = "${name}" }`)
      : invalid(`${where} of ${PYPROJECT} is not a list`, show(list), 'a list of requirements', `${name} = ["pytest>=8"]`);
  }
  return list.flatMap((item) => {
    if (typeof item === 'string') {
      return [readRequirement(item, where)];
    }
    const included = isTable(item) && Object.hasOwn(item, 'include-group') ? item['include-group'] : undefined;
    if (typeof included !== 'string') {
      throw invalid(`${where} of ${PYPROJECT} has an entry that is not a requirement`, show(item), 'text, or { include-group = "…" }', `${name} = ["pytest>=8"]`);
    }
    return expand(normalizeName(included), entries, [...above, name]);
  });
}

function invalid(what: string, found: string, expected: string, write: string): CodedError {
  return new CodedError('PyprojectInvalid', { what, found, expected, write });
}
