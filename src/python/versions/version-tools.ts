import type { GitDescription } from './git-version';
import { shortVersioneer } from './versioneer';
import { TomlTable } from '../source/toml-file';

/** How a tool that takes the version from the history is told one, where the history is not. */
export interface VersionTool {
  readonly name: string;
  /** Its variables. Undefined when it has none for this project alone: it reads PKG-INFO then, as it does in a source distribution. */
  readonly variables?: (version: string, name: string | undefined) => Record<string, string> | undefined;
  /** The text of a file of the project that says it, as source distributions have that file; with the commit, where there is one. */
  readonly text?: (version: string, commit: string | undefined) => string;
  /** What it makes of a tag some commits ago. */
  readonly later: (description: GitDescription) => string;
  /** The key of its own table that has a version for sources without history. */
  readonly fallbackKeys: string[];
  /** Data files of packages are those of the history, so they have to be named. */
  readonly listsFiles?: boolean;
}

/** A tool that a project uses, with its options, and the file that says the version where the tool has one. */
export interface FoundTool {
  readonly tool: VersionTool;
  readonly table: TomlTable;
  readonly file?: string;
}

/** The last number one higher: what comes after 1.2.3 is 1.2.4. */
const next = (version: string) => /\d+(?!.*\d)/.test(version) ? version.replace(/(\d+)(?!.*\d)/, (number) => String(Number(number) + 1)) : version;
const developing = ({ version, distance, commit }: GitDescription) => `${next(version)}.dev${distance}+g${commit.slice(0, 8)}`;
const posted = ({ version, distance, commit }: GitDescription) => `${version}.post${distance}.dev0+${commit.slice(0, 7)}`;
const marked = ({ version, distance, commit }: GitDescription) => `${version}${version.includes('+') ? '.' : '+'}${distance}.g${commit.slice(0, 7)}`;
const environment = (name: string) => name.toUpperCase().replace(/[-_.]+/g, '_');

/** Sources: the documentation of each, and how each behaves where `.git` is missing. A variable without the project's name would be read by other packages, too. */
export const TOOLS = {
  'setuptools-scm': {
    name: 'setuptools-scm', later: developing, fallbackKeys: ['fallback_version'], listsFiles: true,
    variables: (version, name) => name === undefined ? undefined : { [`SETUPTOOLS_SCM_PRETEND_VERSION_FOR_${environment(name)}`]: version },
  },
  'hatch-vcs': { name: 'hatch-vcs', later: developing, fallbackKeys: ['fallback-version', 'fallback_version'] },
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
  // It reads no PKG-INFO. What it requires to build is installed before, so no other package is built by the command that has the variable.
  'pdm-backend': {
    name: 'pdm-backend', variables: (version) => ({ PDM_BUILD_SCM_VERSION: version }), later: developing, fallbackKeys: ['fallback_version'],
  },
  'uv-dynamic-versioning': { name: 'uv-dynamic-versioning', later: posted, fallbackKeys: ['fallback-version'] },
  // Its hook for dependencies asks for the version itself.
  'uv-dynamic-versioning for dependencies': {
    name: 'uv-dynamic-versioning', variables: (version) => ({ UV_DYNAMIC_VERSIONING_BYPASS: version }), later: posted, fallbackKeys: ['fallback-version'],
  },
  'poetry-dynamic-versioning': {
    name: 'poetry-dynamic-versioning',
    variables: (version, name): Record<string, string> => (name === undefined ? { POETRY_DYNAMIC_VERSIONING_BYPASS: version }
      : { POETRY_DYNAMIC_VERSIONING_OVERRIDE: `${name}=${version}` }),
    later: posted,
    fallbackKeys: [],
  },
  'versioneer': { name: 'versioneer', later: marked, fallbackKeys: [], text: shortVersioneer },
  'miniver': { name: 'miniver', later: ({ version, distance, commit }) => `${version}.dev${distance}+g${commit.slice(0, 7)}`, fallbackKeys: [], text: (version) => `version = "${version}"\n` },
} satisfies Record<string, VersionTool>;
