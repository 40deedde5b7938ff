import { asksGit, findVersionTool } from './found-version-tool';
import { describeGit, GitDescription } from './git-version';
import { tagReader } from './tag-reader';
import { TOOLS, VersionTool } from './version-tools';
import { CodedError } from '../../private/coded-error';
import { readSetupCall } from '../declarations/setup-call';
import { PythonProject } from '../python-project';
import { tableAt, TomlTable } from '../source/toml-file';
import { isVersion } from '../syntax/version-specifier';

/** What is told to the build back end, at the build of the project and nowhere else. */
export interface BuildVersion {
  /** Undefined where nothing can be told. */
  readonly version?: string;
  readonly variables: Record<string, string>;
  /** Files as a source distribution has them, by their paths: a PKG-INFO, or a file of the tool. */
  readonly files: Record<string, string>;
  /** Folders whose files belong to the package, as the history would say. */
  readonly graft: string[];
  /** Why it is not the version of the project. */
  readonly warning?: string;
}

/** The version when nothing else says one. */
const FALLBACK = '0.0.0';

/**
 * What the build back end is told about the version, when it would ask the history: the given version; otherwise that of the repository that
 * the source is in; otherwise nothing, if the tool has a version for that case; otherwise 0.0.0 with a warning. Undefined for other projects.
 * PyprojectInvalid when a version is given that is none, or for a project that states its own.
 */
export function dynamicVersion(project: PythonProject, given?: string): BuildVersion | undefined {
  const found = project.isPackage ? findVersionTool(project) : undefined;
  if (given !== undefined && (!isVersion(given) || !found)) {
    throw new CodedError('PyprojectInvalid', {
      what: found ? 'the version of the app is none' : 'a version was given for a project that does not take it from its history',
      found: JSON.stringify(given),
      expected: found ? 'a version such as 1.2.3 (PEP 440)' : `a project that uses one of ${[...new Set(Object.values(TOOLS).map(({ name }) => name))].join(', ')}`,
      write: found ? "version: '1.2.3'" : 'version in [project] of pyproject.toml',
    });
  }
  if (!found) {
    const asking = project.isPackage ? asksGit(project) : undefined;
    return asking === undefined ? undefined : {
      variables: {}, files: {}, graft: [],
      warning: `${asking} asks git for the version when it builds, and the image's build has no history; write version = "1.2.3" in ${project._pyproject?.project ? '[project] of pyproject.toml' : 'setup.py'}`,
    };
  }
  const { tool, table, file } = found;
  const read = tagReader(table);
  const described = given !== undefined ? undefined : typeof read === 'string' ? read : describeGit(project.root, read);
  const graft = tool.listsFiles ? project._layout.packages : [];
  const fallback = tool.fallbackKeys.map((key) => table[key]).find((value) => typeof value === 'string');
  if (typeof described === 'string' && fallback !== undefined) {
    return { version: fallback, variables: {}, files: {}, graft };
  }
  const version = given ?? (typeof described === 'object' ? versionOf(tool, table, described) : FALLBACK);
  const name = project.name ?? nameOf(project);
  const variables = tool.variables?.(version, name);
  const [path, text] = file !== undefined && tool.text ? [file, tool.text(version, typeof described === 'object' ? described.commit : undefined)]
    : ['PKG-INFO', `Metadata-Version: 2.1\nName: ${name ?? 'unknown'}\nVersion: ${version}\n`];
  return {
    version, variables: variables ?? {}, files: variables === undefined ? { [path]: text } : {}, graft,
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

/** The name in setup.cfg or setup.py. */
function nameOf(project: PythonProject): string | undefined {
  const config = /^\[metadata\]\s*$(?:\n(?!\[).*)*?\n\s*name\s*[=:]\s*(\S+)/m.exec((project._source.read('setup.cfg') ?? '').replace(/\r/g, ''))?.[1];
  const written = readSetupCall(project._source)?.keywords.name?.literal;
  const poetry = tableAt(project._pyproject?.tool ?? {}, 'poetry')?.name;
  return config ?? [written, poetry].find((name): name is string => typeof name === 'string');
}
