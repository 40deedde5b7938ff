import { readGroups } from './dependency-groups';
import { poetrySpecifier } from './poetry-constraint';
import { projectLabels } from './project-labels';
import { invalid, optionalString, optionalTable, PYPROJECT, readRequirement, stringList } from './pyproject-values';
import { Refusals } from '../../private/refusals';
import { isTable, parseToml, tableAt, TomlTable } from '../source/toml-file';
import { isName } from '../syntax/package-name';
import { Requirement } from '../syntax/requirement';
import { parseSpecifier } from '../syntax/version-specifier';

/** The `[project]` table. Source: PEP 621, PEP 639. */
export interface ProjectTable {
  readonly name?: string;
  readonly version?: string;
  readonly requiresPython?: string;
  readonly dynamic: string[];
  readonly dependencies: Requirement[];
  readonly optionalDependencies: Record<string, Requirement[]>;
  readonly scripts: Record<string, string>;
  /** The file that `readme` names. */
  readonly readme?: string;
  /** The file that `license = { file = … }` names. */
  readonly licenseFile?: string;
  /** The patterns of `license-files`; undefined when the back end's own apply. */
  readonly licensePatterns?: string[];
}

/** The `[build-system]` table. Source: PEP 517, PEP 518. */
export interface BuildSystemTable {
  readonly backend: string;
  readonly backendPath: string[];
  /** What has to be installed to build: requirements as they are written. */
  readonly requires: string[];
}

/** What a pyproject.toml says, as far as an image depends on it. */
export interface Pyproject {
  readonly project?: ProjectTable;
  readonly buildSystem?: BuildSystemTable;
  /** `[dependency-groups]` with the included groups written out (PEP 735), and uv's older `dev-dependencies` as `dev`. */
  readonly groups: Record<string, Requirement[]>;
  readonly tool: TomlTable;
  /** What an image says of the project, by the names of its labels. */
  readonly labels: Record<string, string>;
}

/** The back end of a project that names none. Source: PEP 517. */
export const LEGACY_BACKEND = 'setuptools.build_meta:__legacy__';

/** Reads a pyproject.toml. TomlInvalid and PyprojectInvalid say where. */
export function parsePyproject(text: string): Pyproject {
  const table = parseToml(text, PYPROJECT);
  const refusals = new Refusals();
  const tableOf = (key: string) => refusals.take(() => optionalTable(table, key, `[${key}]`), undefined);
  const project = tableOf('project');
  const buildSystem = tableOf('build-system');
  const tool = tableOf('tool') ?? {};
  const strings = (key: string) => refusals.take(() => stringList(buildSystem ?? {}, key, '[build-system]'), undefined) ?? [];
  const read = {
    ...(project && { project: readProject(project, text, refusals) }),
    ...(buildSystem && {
      buildSystem: { backend: refusals.take(() => readBackend(buildSystem), LEGACY_BACKEND), backendPath: strings('backend-path'), requires: strings('requires') },
    }),
    groups: refusals.take(() => readGroups(tableOf('dependency-groups') ?? {}, tableAt(tool, 'uv')), {}),
    tool,
    labels: projectLabels(project ?? {}),
  };
  refusals.check(PYPROJECT);
  return read;
}

/** An object of Python, as an entry point names it. Source: PEP 517, "build-backend". */
function readBackend(buildSystem: TomlTable): string {
  const backend = optionalString(buildSystem, 'build-backend', '[build-system]') ?? LEGACY_BACKEND;
  if (!/^[^\W\d]\w*(?:\.[^\W\d]\w*)*(?::[^\W\d]\w*(?:\.[^\W\d]\w*)*)?$/u.test(backend.trim())) {
    const meant = backend.trim().replaceAll('-', '_');
    throw invalid('build-backend', '[build-system]', backend, 'a module, and an object in it, such as "hatchling.build"',
      /^[\w.]+(?::[\w.]+)?$/.test(meant) ? `build-backend = ${JSON.stringify(meant)}` : undefined);
  }
  return backend;
}

function readProject(table: TomlTable, document: string, refusals: Refusals): ProjectTable {
  const where = '[project]';
  const readme = Object.hasOwn(table, 'readme') ? table.readme : undefined;
  const license = Object.hasOwn(table, 'license') ? table.license : undefined;
  const take = <T>(read: () => T) => refusals.take(read, undefined);
  const requirements = (texts: string[] = [], place: string) => texts.flatMap((text) => take(() => readRequirement(text, place, document)) ?? []);
  const optional = take(() => optionalTable(table, 'optional-dependencies', '[project.optional-dependencies]')) ?? {};
  const scripts = take(() => optionalTable(table, 'scripts', '[project.scripts]')) ?? {};
  const facts = {
    name: take(() => readName(table, document)),
    version: take(() => optionalString(table, 'version', where, document)) || undefined,
    requiresPython: take(() => readRequiresPython(table, document)),
    readme: typeof readme === 'string' ? readme : isTable(readme) ? take(() => optionalString(readme, 'file', '[project.readme]')) : undefined,
    licenseFile: isTable(license) ? take(() => optionalString(license, 'file', '[project.license]')) : undefined,
    licensePatterns: take(() => stringList(table, 'license-files', where)),
  };
  return {
    ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
    dynamic: take(() => stringList(table, 'dynamic', where)) ?? [],
    dependencies: requirements(take(() => stringList(table, 'dependencies', where)), '[project] dependencies'),
    optionalDependencies: Object.fromEntries(Object.keys(optional).map((extra) => [
      extra, requirements(take(() => stringList(optional, extra, '[project.optional-dependencies]')), `[project.optional-dependencies] ${extra}`),
    ])),
    scripts: Object.fromEntries(Object.keys(scripts).map((script) => [script, take(() => optionalString(scripts, script, '[project.scripts]')) ?? ''])),
  };
}

function readName(table: TomlTable, document: string): string | undefined {
  const name = optionalString(table, 'name', '[project]', document) || undefined;
  if (name !== undefined && !isName(name)) {
    const meant = name.trim().replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[._-]+|[._-]+$/g, '');
    throw invalid('name', '[project]', name, 'ASCII letters, digits, -, _ and ., with a letter or a digit at both ends (PEP 508)', `name = ${JSON.stringify(meant === '' ? 'app' : meant)}`);
  }
  return name;
}

function readRequiresPython(table: TomlTable, document: string): string | undefined {
  const requiresPython = optionalString(table, 'requires-python', '[project]', document);
  if (requiresPython !== undefined && parseSpecifier(requiresPython) === undefined) {
    // Poetry takes its own constraints here, too; what they mean in the words of the standard is known.
    const least = /^\s*(\d+(?:\.\d+)*)\s*\+\s*$/.exec(requiresPython)?.[1];
    const meant = least !== undefined ? `>=${least}` : poetrySpecifier(/^\s*\d+\.\d+\s*$/.test(requiresPython) ? `${requiresPython.trim()}.*` : requiresPython);
    throw invalid('requires-python', '[project]', requiresPython, 'a version specifier such as ">=3.11" or ">=3.11,<4"',
      meant && parseSpecifier(meant) ? `requires-python = "${meant}"` : undefined);
  }
  return requiresPython?.trim() || undefined;
}
