import { describeGit, GitDescription } from './git-version';
import { CodedError } from '../../private/coded-error';
import { readSetupCall } from '../declarations/setup-call';
import { PythonProject } from '../python-project';
import { tableAt, TomlTable } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';
import { isVersion } from '../syntax/version-specifier';

/** How a tool that takes the version from the history is told one, where the history is not. */
interface VersionTool {
  readonly name: string;
  /** Its variables; none when it reads PKG-INFO, as it does in a source distribution. */
  readonly variables?: (version: string, name: string | undefined) => Record<string, string>;
  /** What it makes of a tag some commits ago. */
  readonly later: (description: GitDescription) => string;
  /** The key of its own table that has a version for sources without history. */
  readonly fallbackKeys: string[];
  /** Data files of packages are those of the history, so they have to be named. */
  readonly listsFiles?: boolean;
}

/** What is told to the build back end, at the build of the project and nowhere else. */
export interface BuildVersion {
  readonly version: string;
  readonly variables: Record<string, string>;
  /** The text of a PKG-INFO, for tools that read it. */
  readonly metadata?: string;
  /** Folders whose files belong to the package, as the history would say. */
  readonly graft: string[];
  /** Why it is not the version of the project. */
  readonly warning?: string;
}

/** The last number one higher: what comes after 1.2.3 is 1.2.4. */
const next = (version: string) => /\d+(?!.*\d)/.test(version) ? version.replace(/(\d+)(?!.*\d)/, (number) => String(Number(number) + 1)) : version;
const developing = ({ version, distance, commit }: GitDescription) => `${next(version)}.dev${distance}+g${commit.slice(0, 8)}`;
const posted = ({ version, distance, commit }: GitDescription) => `${version}.post${distance}.dev0+${commit.slice(0, 7)}`;
const environment = (name: string) => name.toUpperCase().replace(/[-_.]+/g, '_');
const forScm = (version: string, name?: string) =>
  ({ [name === undefined ? 'SETUPTOOLS_SCM_PRETEND_VERSION' : `SETUPTOOLS_SCM_PRETEND_VERSION_FOR_${environment(name)}`]: version });

/** Sources: the documentation of each, and how each behaves where `.git` is missing. */
const TOOLS: Record<string, VersionTool> = {
  'setuptools-scm': { name: 'setuptools-scm', variables: forScm, later: developing, fallbackKeys: ['fallback_version'], listsFiles: true },
  'hatch-vcs': { name: 'hatch-vcs', variables: (version) => forScm(version), later: developing, fallbackKeys: ['fallback-version', 'fallback_version'] },
  'versioningit': {
    name: 'versioningit',
    later: ({ version, distance, commit }) => `${version}.post${distance}+g${commit.slice(0, 7)}`,
    fallbackKeys: ['default-version'],
  },
  'pbr': { name: 'pbr', later: ({ version, distance }) => `${next(version)}.dev${distance}`, fallbackKeys: [], listsFiles: true },
  'setuptools-git-versioning': {
    name: 'setuptools-git-versioning',
    later: ({ version, distance, commit }) => `${version}.post${distance}+git.${commit.slice(0, 8)}`,
    fallbackKeys: ['starting_version'],
  },
  'pdm-backend': {
    name: 'pdm-backend', variables: (version) => ({ PDM_BUILD_SCM_VERSION: version }), later: developing, fallbackKeys: ['fallback_version'],
  },
  'uv-dynamic-versioning': {
    name: 'uv-dynamic-versioning', variables: (version) => ({ UV_DYNAMIC_VERSIONING_BYPASS: version }), later: posted, fallbackKeys: ['fallback-version'],
  },
  'poetry-dynamic-versioning': {
    name: 'poetry-dynamic-versioning',
    variables: (version, name): Record<string, string> => (name === undefined ? { POETRY_DYNAMIC_VERSIONING_BYPASS: version }
      : { POETRY_DYNAMIC_VERSIONING_OVERRIDE: `${name}=${version}` }),
    later: posted,
    fallbackKeys: [],
  },
};

/** The version when nothing else says one. */
const FALLBACK = '0.0.0';

/**
 * What the build back end is told about the version, when it would ask the history: the given version; otherwise that of the repository that
 * the source is in; otherwise nothing, if the tool has a version for that case; otherwise 0.0.0 with a warning. Undefined for other projects.
 * PyprojectInvalid when a version is given that is none, or for a project that states its own.
 */
export function dynamicVersion(project: PythonProject, given?: string): BuildVersion | undefined {
  const found = project.isPackage ? toolOf(project) : undefined;
  if (given !== undefined && (!isVersion(given) || !found)) {
    throw new CodedError('PyprojectInvalid', {
      what: found ? 'the version of the app is none' : 'a version was given for a project that does not take it from its history',
      found: JSON.stringify(given),
      expected: found ? 'a version such as 1.2.3 (PEP 440)' : `a project that uses one of ${Object.keys(TOOLS).join(', ')}`,
      write: found ? "version: '1.2.3'" : 'version in [project] of pyproject.toml',
    });
  }
  if (!found) {
    return undefined;
  }
  const { tool, table } = found;
  const described = given === undefined ? describeGit(project.root) : undefined;
  const graft = tool.listsFiles ? project._layout.packages : [];
  const fallback = tool.fallbackKeys.map((key) => table[key]).find((value) => typeof value === 'string');
  if (typeof described === 'string' && fallback !== undefined) {
    return { version: fallback, variables: {}, graft };
  }
  const version = given ?? (typeof described === 'object' ? versionOf(tool, table, described) : FALLBACK);
  const name = project.name ?? nameOf(project);
  return {
    version,
    variables: tool.variables?.(version, name) ?? {},
    ...(!tool.variables && { metadata: `Metadata-Version: 2.1\nName: ${name ?? 'unknown'}\nVersion: ${version}\n` }),
    graft,
    ...(typeof described === 'string' && {
      warning: `${tool.name} takes the version from git, and ${described}: it is ${FALLBACK} now; write version: '1.2.3'`,
    }),
  };
}

/** The version of the tag itself, or what the tool makes of it; settings that are a word of setuptools-scm are respected. */
function versionOf(tool: VersionTool, table: TomlTable, description: GitDescription): string {
  const options = { ...table, ...tableAt(table, 'raw-options') };
  if (description.distance === 0 || options.version_scheme === 'only-version') {
    return description.version;
  }
  const later = options.version_scheme === 'post-release'
    ? `${description.version}.post${description.distance}+g${description.commit.slice(0, 8)}` : tool.later(description);
  return options.local_scheme === 'no-local-version' ? later.replace(/\+.*$/, '') : later;
}

function toolOf(project: PythonProject): { tool: VersionTool; table: TomlTable } | undefined {
  const tables = project._pyproject?.tool ?? {};
  const found = (name: string, table: TomlTable = {}) => ({ tool: TOOLS[name], table });
  const hatch = tableAt(tables, 'hatch', 'version');
  switch (project.version === undefined ? hatch?.source : undefined) {
    case 'vcs':
      return found('hatch-vcs', hatch);
    case 'uv-dynamic-versioning':
      return found('uv-dynamic-versioning', tableAt(tables, 'uv-dynamic-versioning'));
    case 'versioningit':
      return found('versioningit', tableAt(tables, 'versioningit'));
  }
  const pdm = tableAt(tables, 'pdm', 'version');
  if (pdm?.source === 'scm') {
    return found('pdm-backend', pdm);
  }
  if (tableAt(tables, 'poetry-dynamic-versioning')?.enable === true) {
    return found('poetry-dynamic-versioning', tableAt(tables, 'poetry-dynamic-versioning'));
  }
  return project.version === undefined ? ofSetuptools(project, tables) : undefined;
}

/** Plug-ins of setuptools: by what is required to build, and by a keyword of setup.py. */
function ofSetuptools(project: PythonProject, tables: TomlTable): { tool: VersionTool; table: TomlTable } | undefined {
  const requires = (project._pyproject?.buildSystem?.requires ?? []).map((requirement) => normalizeName(/^[\w.-]+/.exec(requirement)?.[0] ?? ''));
  const keywords = setupKeywords(project);
  const uses = (name: string, keyword: string) => requires.includes(name) || keyword in keywords;
  if (tableAt(tables, 'versioningit') && uses('versioningit', 'versioningit')) {
    return { tool: TOOLS.versioningit, table: tableAt(tables, 'versioningit') ?? {} };
  }
  if (tableAt(tables, 'setuptools-git-versioning') && uses('setuptools-git-versioning', 'setuptools_git_versioning')) {
    return { tool: TOOLS['setuptools-git-versioning'], table: tableAt(tables, 'setuptools-git-versioning') ?? {} };
  }
  if (uses('pbr', 'pbr')) {
    return { tool: TOOLS.pbr, table: {} };
  }
  const dynamic = project._pyproject?.project?.dynamic.includes('version') ?? false;
  const scm = requires.includes('setuptools-scm') && (dynamic || tableAt(tables, 'setuptools_scm') !== undefined);
  return scm || 'use_scm_version' in keywords ? { tool: TOOLS['setuptools-scm'], table: tableAt(tables, 'setuptools_scm') ?? {} } : undefined;
}

function setupKeywords(project: PythonProject) {
  return readSetupCall(project._source)?.keywords ?? {};
}

/** The name in setup.cfg or setup.py. */
function nameOf(project: PythonProject): string | undefined {
  const config = /^\[metadata\]\s*$(?:\n(?!\[).*)*?\n\s*name\s*[=:]\s*(\S+)/m.exec((project._source.read('setup.cfg') ?? '').replace(/\r/g, ''))?.[1];
  const written = setupKeywords(project).name?.literal;
  const poetry = tableAt(project._pyproject?.tool ?? {}, 'poetry')?.name;
  return config ?? [written, poetry].find((name): name is string => typeof name === 'string');
}
