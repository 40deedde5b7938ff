import type { AddedNeed } from './undeclared-needs';
import { PartFile } from '../../dockerfile/context-part';
import type { Member } from '../declarations/member';
import { LockedPackage, LockFacts, sortPackages } from '../locks/locked-package';
import { RewrittenFile } from '../locks/requirements-txt';
import { MarkerEnvironment } from '../syntax/marker';
import { Requirement } from '../syntax/requirement';
import { PythonRule } from '../versions/python-choice';

/** Which tool reads the plan's file. */
export type Installer = 'requirements' | 'uv-lock' | 'pylock' | 'pyproject' | 'written' | 'words' | 'none';

/**
 * How a lock of another tool, or what only a build back end knows, is written out as requirements: in the build, by the tool that owns it.
 * `uv` resolves what the back end says, `uv-lock` compares it with uv.lock.
 */
export interface RequirementsWriter {
  readonly tool: 'poetry' | 'pdm' | 'pipenv' | 'uv' | 'uv-lock' | 'none';
  /** Requirements that install the tool, pinned. None for uv, which is there, and where the requirements are known already. */
  readonly requires: string[];
  /** What the tool is told of extras and groups; without a tool, the requirements. */
  readonly options: string[];
  /** The tool checks that the lock agrees with the declarations before it writes. */
  readonly check: boolean;
  /** It writes a line for the project itself, which is installed in a layer of its own. */
  readonly itself?: boolean;
  /** It reads the whole source, not only the plan's files. */
  readonly wholeSource?: boolean;
}

/** What gets installed into the image, and how far it is pinned. No folder lies in another one, and no file in a folder. */
export interface DependencyPlan extends LockFacts {
  /**
   * `requirements`: `file` is for `pip install -r`; `uv-lock`: `file` is for `uv sync`; `pylock`: for `uv pip sync`; `pyproject`: no lock at all,
   * `uv pip install -r pyproject.toml`; `written`: `writer` makes requirements of `file`; `words`: no lock at all, `requirements` are
   * installed as they are; `none`: nothing to install.
   */
  readonly installer: Installer;
  /** The file that the installer is given, relative to the source. Undefined when there is nothing to install. */
  readonly file?: string;
  /** The extras of the project to install, normalized. */
  readonly extras: string[];
  /** The dependency groups of the project to install, normalized. */
  readonly groups: string[];
  /** How `file` becomes requirements, for the installer `written`. */
  readonly writer?: RequirementsWriter;
  /** Requirements that no file holds in a form that uv reads: all there are, or those beside `file`. */
  readonly requirements?: string[];
  /** Files of which the installer gets another version. */
  readonly rewritten?: RewrittenFile[];
  /** Requirements that the app adds to them, with their versions: a web server. */
  readonly added?: string[];
  /** What a list of requirements asks for, without what it names by a path or a URL alone. */
  readonly asked?: Requirement[];
  /** Why some of the requirements are there that nobody wrote. */
  readonly needs?: AddedNeed[];
  /** Projects of the source tree that are installed from their folders, on any target: not by the installer. */
  readonly members?: Member[];
  /** What the installer reads instead of files of the source, of which only a part matters: paths are relative to its working directory. */
  readonly reduced?: PartFile[];
  /** Files that the installer reads from above the source: paths are relative to it. */
  readonly above?: PartFile[];
  /** The addresses of the indexes that a uv.lock names: uv takes its packages from nowhere else. */
  readonly registries?: string[];
  /** An index that the app is given takes the place of those that a uv.lock names: its versions and hashes hold, its addresses do not. */
  readonly elsewhere?: boolean;
  /** What makes the lock anew. */
  readonly refreshCommand: string;
  /** Why this file is the one that counts: `pyproject.toml has [tool.poetry]`. Undefined when the user named it. */
  readonly reason?: string;
  /** Rules for the Python from the lock. */
  readonly pythonRules: PythonRule[];
}

/** The plan of a project without dependencies. */
export const NO_DEPENDENCIES: DependencyPlan = {
  installer: 'none',
  files: [],
  folders: [],
  packages: [],
  packagesFor: () => [],
  locked: true,
  hashed: true,
  extras: [],
  groups: [],
  refreshCommand: 'uv lock',
  pythonRules: [],
};

/** The plan with requirements that the app adds, and their packages: each takes the place of one that has its name. */
export function withAdded(plan: DependencyPlan, requirements: string[], packages: LockedPackage[]): DependencyPlan {
  const names = new Set(packages.map(({ name }) => name));
  const add = (planned: LockedPackage[]) => sortPackages([...planned.filter(({ name }) => !names.has(name)), ...packages]);
  return {
    ...plan,
    added: [...plan.added ?? [], ...requirements],
    packages: add(plan.packages),
    packagesFor: (environment) => add(plan.packagesFor(environment)),
  };
}

/** Extras and groups, as uv takes them. */
export function uvSelection(plan: Pick<DependencyPlan, 'extras' | 'groups'>): string[] {
  return [...plan.extras.map((extra) => `--extra=${extra}`), ...plan.groups.map((group) => `--group=${group}`)];
}

/** The projects that a target installs from their folders. */
export function membersFor(plan: DependencyPlan, environment: MarkerEnvironment): Member[] {
  const names = new Set(plan.packagesFor(environment).map(({ name }) => name));
  return (plan.members ?? []).filter(({ name }) => names.has(name));
}
