import { Pyproject } from './pyproject';
import { exactTable, ExactTable, parseExact, PLAIN, pythonHash } from '../source/content-hash';
import { stringsOf, tableAt } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';

/** The requirements of PDM's own groups for development, `[tool.pdm.dev-dependencies]`, by normalized name. */
export function pdmGroups(pyproject: Pyproject): Record<string, string[]> {
  const table = tableAt(pyproject.tool, 'pdm', 'dev-dependencies') ?? {};
  return Object.fromEntries(Object.keys(table).map((group) => [normalizeName(group), stringsOf(table[group])]));
}

/**
 * The `content_hash` of a pdm.lock that was made from this pyproject.toml, in the ways that PDM computes it: today's, and those of older versions,
 * which did not know all that counts. Undefined among them: it cannot be told here.
 */
export function pdmHashes(text: string): (string | undefined)[] {
  const table = parseExact(text);
  const project = exactTable(table, 'project');
  const pdm = exactTable(table, 'tool', 'pdm');
  const resolution = exactTable(pdm, 'resolution');
  const shared = {
    'sources': pdm.source ?? [],
    'dependencies': project.dependencies ?? [],
    'optional-dependencies': project['optional-dependencies'] ?? {},
    'requires-python': project['requires-python'] ?? '',
  };
  const own = exactTable(pdm, 'dev-dependencies');
  const contents: ExactTable[] = [
    { ...shared, 'dev-dependencies': groups(exactTable(table, 'dependency-groups'), own), resolution },
    { ...shared, 'dev-dependencies': own, 'resolution': resolution },
    { ...shared, 'dev-dependencies': own, 'overrides': exactTable(resolution, 'overrides') },
  ];
  return contents.map((content) => {
    const hash = pythonHash(content, PLAIN);
    return hash === undefined ? undefined : `sha256:${hash}`;
  });
}

/** Groups of both tables by normalized name, as PDM joins them. */
function groups(standard: ExactTable, own: ExactTable): ExactTable {
  const joined: ExactTable = {};
  for (const table of [standard, own]) {
    for (const name of Object.keys(table)) {
      const before = joined[normalizeName(name)];
      const list = table[name];
      joined[normalizeName(name)] = Array.isArray(before) && Array.isArray(list) ? (before as unknown[]).concat(list as unknown[]) : list;
    }
  }
  return joined;
}
