import { DependencyPlan } from './dependency-plan';
import { defaultEnvironment } from './install-target';
import { planInputs } from './plan-inputs';
import { TOOL_VERSIONS } from './tool-requirements';
import { CodedError } from '../../private/coded-error';
import { pinnedTool } from '../../private/pinned-tool';
import { pdmGroups, pdmHashes } from '../declarations/pdm-project';
import { Pyproject } from '../declarations/pyproject';
import { edgeOf } from '../locks/lock-graph';
import { invalidLock, LockTitle, staleLock, unknownGroup } from '../locks/lock-tables';
import { readPdmLock } from '../locks/pdm-lock';
import { parseEntry } from '../locks/requirements-entry';
import { PythonProject } from '../python-project';
import { MarkerEnvironment } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';

/** What of a project in PDM's hands is installed, and by which PDM. */
export interface PdmBinding {
  readonly file?: string;
  readonly extras?: string[];
  readonly groups?: string[];
  readonly pdmVersion?: string;
}

/** A plan for a pdm.lock: PDM exports it, and what it exports is installed with its hashes. */
export function bindPdmLock(project: PythonProject, options: PdmBinding = {}, environment?: MarkerEnvironment): DependencyPlan {
  const source = project._source;
  const title: LockTitle = { file: source.normalize(options.file ?? 'pdm.lock', 'the lock'), tool: 'PDM', refresh: 'pdm lock' };
  const pyproject = project._pyproject;
  if (!pyproject) {
    throw invalidLock(title, `${title.file} is there, but no pyproject.toml`, undefined, 'the pyproject.toml that the lock was made from, beside it');
  }
  const { extras, groups, requirements } = select(pyproject, options);
  const facts = readPdmLock(source, title, {
    groups: [...extras, ...groups], roots: requirements.map((text) => edgeOf(parseEntry(text, false, []).requirement)),
  });
  if (!facts.exportable && !facts.hashed) {
    throw new CodedError('LockNotUnderstood', {
      what: `${title.file} does not say of each package when it is installed, so PDM itself cannot export it, and not all have a hash`,
      found: 'no strategy inherit_metadata, and packages without a hash',
      expected: 'a lock with the strategy inherit_metadata, which PDM writes from 2.11 on',
      write: 'pdm lock --update-reuse --strategy inherit_metadata',
    });
  }
  const hashes = pdmHashes(source.read('pyproject.toml') ?? '');
  const fresh = hashes.indexOf(facts.contentHash);
  if (fresh < 0 && !hashes.includes(undefined)) {
    throw staleLock(title, 'pyproject.toml');
  }
  return {
    ...facts,
    installer: 'written',
    extras,
    groups,
    file: title.file,
    ...planInputs([title.file, 'pyproject.toml'], facts.folders),
    writer: facts.exportable ? {
      tool: 'pdm',
      // PDM breaks when what it is made of is newer than what it was tried with; the extra pins that.
      requires: [pinnedTool('pdm[locked]', { prop: 'pdmVersion', version: options.pdmVersion, usual: TOOL_VERSIONS.pdm })],
      options: [...extras, ...groups].map((group) => `--group=${group}`),
      // PDM does not know the hashes that it computed itself in older versions.
      check: fresh <= 0,
    } : {
      // What such a lock means for a target is known at synth; PDM could only install it, on the platform and into the environment that it runs in.
      tool: 'none', requires: [], options: facts.pinned(environment ?? defaultEnvironment(project)), check: false,
    },
    refreshCommand: title.refresh,
    pythonRules: [],
  };
}

function select(pyproject: Pyproject, { extras = [], groups = [] }: PdmBinding): { extras: string[]; groups: string[]; requirements: string[] } {
  const { project } = pyproject;
  const texts = (lists: Record<string, { text: string }[]>) =>
    Object.fromEntries(Object.entries(lists).map(([name, list]) => [normalizeName(name), list.map(({ text }) => text)]));
  const declaredExtras = texts(project?.optionalDependencies ?? {});
  const declaredGroups = { ...texts(pyproject.groups), ...pdmGroups(pyproject) };
  for (const [kind, wanted, known, where] of [
    ['extra', extras, declaredExtras, '[project.optional-dependencies]'],
    ['group', groups, declaredGroups, '[dependency-groups] or [tool.pdm.dev-dependencies]'],
  ] as const) {
    const unknown = wanted.find((name) => !Object.hasOwn(known, normalizeName(name)));
    if (unknown !== undefined) {
      throw unknownGroup(kind, unknown, Object.keys(known), where);
    }
  }
  const chosen = { extras: extras.map(normalizeName), groups: groups.map(normalizeName) };
  return {
    ...chosen,
    requirements: [
      ...(project?.dependencies ?? []).map(({ text }) => text),
      ...chosen.extras.flatMap((extra) => declaredExtras[extra]),
      ...chosen.groups.flatMap((group) => declaredGroups[group]),
    ],
  };
}
