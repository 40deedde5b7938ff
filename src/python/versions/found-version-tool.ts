import { FoundTool, TOOLS } from './version-tools';
import { readSetupCall } from '../declarations/setup-call';
import type { PythonProject } from '../python-project';
import { parseIni } from '../source/ini-file';
import { isTable, tableAt, TomlTable } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';
import { PythonExpression } from '../syntax/python-expression';
import { readPython } from '../syntax/python-text';

/** The tool that a project takes its version from git by; undefined for one that states it, or that asks git itself. */
export function findVersionTool(project: PythonProject): FoundTool | undefined {
  const tables = project._pyproject?.tool ?? {};
  const found = (name: keyof typeof TOOLS, table: TomlTable = {}) => ({ tool: TOOLS[name], table });
  const hatch = tableAt(tables, 'hatch', 'version');
  switch (project.version === undefined ? hatch?.source : undefined) {
    case 'vcs':
      return found('hatch-vcs', hatch);
    case 'uv-dynamic-versioning':
      return found(tableAt(tables, 'hatch', 'metadata', 'hooks', 'uv-dynamic-versioning') ? 'uv-dynamic-versioning for dependencies' : 'uv-dynamic-versioning', tableAt(tables, 'uv-dynamic-versioning'));
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
  return project.version === undefined ? ofSetuptools(project, tables) ?? ofFiles(project, tables) : undefined;
}

/** Plug-ins of setuptools: by what is required to build, and by a keyword of setup.py. */
function ofSetuptools(project: PythonProject, tables: TomlTable): FoundTool | undefined {
  const { keywords = {} } = readSetupCall(project._source) ?? {};
  const requires = requiredNames(project);
  const uses = (name: string, keyword: string) => requires.includes(name) || keyword in keywords;
  const table = (name: string, keyword: string) => tableAt(tables, name) ?? literalTable(keywords[keyword]);
  const [versioningit, gitVersioning] = [table('versioningit', 'versioningit'), table('setuptools-git-versioning', 'setuptools_git_versioning')];
  if (versioningit && uses('versioningit', 'versioningit')) {
    return { tool: TOOLS.versioningit, table: versioningit };
  }
  if (gitVersioning && gitVersioning.enabled !== false && uses('setuptools-git-versioning', 'setuptools_git_versioning')) {
    return { tool: TOOLS['setuptools-git-versioning'], table: gitVersioning };
  }
  if (uses('pbr', 'pbr')) {
    return { tool: TOOLS.pbr, table: {} };
  }
  const dynamic = project._pyproject?.project?.dynamic.includes('version') ?? false;
  const own = tableAt(tables, 'setuptools_scm') ?? tableAt(tables, 'vcs-versioning');
  const scm = requires.includes('setuptools-scm') && ((dynamic && !statesElsewhere(tables)) || own !== undefined);
  return scm || 'use_scm_version' in keywords ? { tool: TOOLS['setuptools-scm'], table: own ?? literalTable(keywords.use_scm_version) ?? {} } : undefined;
}

/** Whether setuptools takes the version from an attribute or a file, which a plug-in that is there for its files leaves alone. */
function statesElsewhere(tables: TomlTable): boolean {
  return tableAt(tables, 'setuptools', 'dynamic')?.version !== undefined;
}

/** Code in the tree that asks git, with a file for source distributions: what versioneer and miniver put there. */
function ofFiles(project: PythonProject, tables: TomlTable): FoundTool | undefined {
  const { _source: source, _layout: { packages } } = project;
  const table = tableAt(tables, 'versioneer') ?? parseIni(source.read('setup.cfg') ?? '').versioneer;
  const named: unknown = table?.versionfile_source;
  if (typeof named === 'string' && (source.isFile('versioneer.py') || requiredNames(project).includes('versioneer'))) {
    return { tool: TOOLS.versioneer, table: {}, file: source.normalize(named, 'versionfile_source') };
  }
  const file = packages.map((folder) => `${folder}/_static_version.py`).find((one) => /__use_git__/.test(readPython(source, one) ?? ''));
  return file === undefined ? undefined : { tool: TOOLS.miniver, table: {}, file };
}

/** Packages for setup.py that ask git, and that nothing tells a version. */
const ASKING = ['dunamai', 'vcversioner', 'setuptools-git-version', 'setuptools-vcs-version', 'setuptools-gitver', 'better-setuptools-git-version', 'versiontools', 'gitpython'];

/** What asks git for the version in the build, of a project that uses no tool which could be told it; undefined where nothing is seen to. */
export function asksGit(project: PythonProject): string | undefined {
  const { _source: source, _pyproject: pyproject } = project;
  if (project.version !== undefined || typeof readSetupCall(source)?.keywords.version?.literal === 'string') {
    return undefined;
  }
  const hatch = tableAt(pyproject?.tool ?? {}, 'hatch', 'version');
  const code = ['setup.py', ...hatch?.source === 'code' && typeof hatch.path === 'string' ? [source.normalize(hatch.path, 'pyproject.toml')] : []];
  const asking = code.find((file) => /\bgit\b[^\n]{0,40}\b(?:describe|rev-list|rev-parse|log)\b|\bdunamai\b|\bgit\.Repo\b/.test((readPython(source, file) ?? '').replace(/#.*$/gm, '')));
  return asking ?? (pyproject?.project === undefined || pyproject.project.dynamic.includes('version') ? requiredNames(project).find((name) => ASKING.includes(name)) : undefined);
}

function requiredNames(project: PythonProject): string[] {
  return (project._pyproject?.buildSystem?.requires ?? []).map((requirement) => normalizeName(/^[\w.-]+/.exec(requirement)?.[0] ?? ''));
}

/** The options that setup.py writes out. */
function literalTable(value: PythonExpression | undefined): TomlTable | undefined {
  const options = Object.fromEntries(Object.entries(value?.entries ?? {}).flatMap(([key, one]) => typeof one.literal === 'string' || typeof one.literal === 'boolean' ? [[key, one.literal]] : []));
  return value === undefined ? undefined : isTable(options) ? options : {};
}
