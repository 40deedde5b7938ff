import * as path from 'path';
import { DependencyPlan } from './dependency-plan';
import { planInputs } from './plan-inputs';
import { CodedError } from '../../private/coded-error';
import { shortened } from '../../private/shortened';
import { readMetadata } from '../declarations/declared-metadata';
import { Member } from '../declarations/member';
import { withLocalSources } from '../declarations/uv-sources';
import { LockedPackage, sortPackages } from '../locks/locked-package';
import { readRequirementWords, RequirementsFacts, RewrittenFile } from '../locks/requirements-txt';
import { PythonProject } from '../python-project';
import { tableAt } from '../source/toml-file';
import { MarkerEnvironment } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';

/** What the projects among the folders of a plan need, when no lock says it. */
interface Needs {
  readonly places: string[];
  readonly words: string[];
  readonly facts: RequirementsFacts[];
}

/**
 * The plan with the projects among its folders as members: built in stages of their own and installed with the app, so that an edit of one
 * installs no package of others anew. The installer is not given the lines that name them; without a lock, it is given what they declare.
 * A folder inside the source whose needs only its build back end knows stays with the installer; one outside it is LockNotUnderstood.
 */
export function withMembers(project: PythonProject, plan: DependencyPlan, facts: Pick<RequirementsFacts, 'files' | 'locals'>[] = []): DependencyPlan {
  const source = project._source;
  const direct = [...new Set(plan.packages.flatMap((locked) => locked.path !== undefined && source.isFolder(locked.path) ? [locked.path] : []))];
  const extrasOf = (place: string) => plan.packages.filter((locked) => locked.path === place).flatMap(({ extras }) => extras);
  const needed = (place: string) => plan.locked ? { places: [place], words: [], facts: [] } : needsOf(project, place, extrasOf(place));
  const known = new Map(direct.map((place) => [place, needed(place)]));
  const unknown = direct.filter((place) => known.get(place) === undefined);
  refuseEmpty(project, plan, direct);
  const outside = unknown.find((place) => place.startsWith('../'));
  if (outside !== undefined) {
    throw new CodedError('LockNotUnderstood', {
      what: `${plan.file ?? 'the project'} installs ${outside}, and only its build back end knows what that needs`,
      found: `dependencies of ${outside} that are dynamic, or in a program`,
      expected: 'a lock, or dependencies that are written out in its pyproject.toml, setup.cfg or setup.py',
      write: plan.refreshCommand,
    });
  }
  const needs = [...known.values()].flatMap((one) => one ?? []);
  const places = [...new Set(needs.flatMap((one) => one.places))];
  if (places.length === 0) {
    return plan;
  }
  const written = (place: string) => plan.packages.find((locked) => locked.path === place)?.name;
  const nameOf = new Map(places.map((place) => [place, memberName(project._projectAt(place), written(place))]));
  const members = [...nameOf].map(([place, name]) => new Member(name, project._projectAt(place))).sort((a, b) => a.name < b.name ? -1 : 1);
  const names = new Set(nameOf.values());
  const own = [...nameOf].map(([place, name]): LockedPackage => ({ name, extras: [], source: 'path', path: place }));
  const finish = (list: LockedPackage[], environment?: MarkerEnvironment) => sortPackages([
    ...list.filter((locked) => locked.path === undefined || !nameOf.has(locked.path)),
    // What a member needs is installed with it.
    ...own.filter(({ path: place }) => !direct.includes(place ?? '') || list.some((locked) => locked.path === place)),
    ...needs.flatMap((one) => one.facts.flatMap((inner) => environment === undefined ? inner.packages : inner.packagesFor(environment)))
      .filter(({ name, path: place }) => place === undefined && !names.has(name)),
  ]);
  const words = [...(plan.requirements ?? []).filter((text) => !namesMember(project, plan, text, nameOf)), ...needs.flatMap((one) => one.words)]
    .filter((text) => !names.has(normalizeName(/^[A-Za-z0-9._-]+/.exec(text)?.[0] ?? '')));
  const requirements = [...new Set(words)];
  return {
    ...plan,
    ...(plan.installer === 'words' && requirements.length === 0 && { installer: 'none' }),
    members,
    // A file in one of these folders is no longer there with it.
    ...planInputs(
      [...facts.flatMap(({ files }) => files.filter((file) => !file.startsWith('../'))), ...plan.files],
      plan.folders.filter((folder) => !nameOf.has(folder)),
    ),
    requirements: requirements.length > 0 ? requirements : undefined,
    rewritten: withoutLines(plan.rewritten ?? [], facts.flatMap(({ locals }) => locals.filter(({ place }) => nameOf.has(place)))),
    packages: finish(plan.packages),
    packagesFor: (environment) => finish(plan.packagesFor(environment), environment),
    pythonRules: [...plan.pythonRules, ...places.flatMap((place) => project._projectAt(place)._declaredPython(`${place}/pyproject.toml`))],
  };
}

/** A folder that is installed and has nothing to install: a submodule of git that nobody checked out, mostly. */
function refuseEmpty({ _source: source }: PythonProject, { file }: DependencyPlan, places: string[]): void {
  const empty = places.find((place) => !place.startsWith('../') && !['pyproject.toml', 'setup.py', 'setup.cfg'].some((name) => source.isFile(`${place}/${name}`)));
  if (empty === undefined) {
    return;
  }
  const names = source.list(empty).map(({ name }) => name);
  throw new CodedError('SourceEmpty', {
    what: `${file ?? 'the project'} installs ${empty}, and there is no project in it`,
    found: shortened(names, 8) || 'an empty folder',
    expected: 'a pyproject.toml or a setup.py there',
    write: source.isFile('.gitmodules') ? 'git submodule update --init' : `the project in ${empty}, or no line for it in ${file ?? 'the dependencies'}`,
  });
}

/** What a project in a folder needs, and the projects that it needs in turn; undefined when it cannot be read. */
function needsOf(app: PythonProject, place: string, extras: string[], seen: string[] = []): Needs | undefined {
  const project = app._projectAt(place);
  const metadata = readMetadata(project);
  if (metadata === undefined) {
    return undefined;
  }
  const words = [...metadata.requirements, ...extras.flatMap((extra) => metadata.extras[normalizeName(extra)] ?? [])];
  const declared = withLocalSources(project, words) ?? words;
  const facts = readRequirementWords(project._source, `${place}/pyproject.toml`, declared);
  const inner = facts.packages.filter((locked) => locked.path !== undefined && project._source.isFolder(locked.path))
    .map((locked) => ({ place: app._source.place(path.posix.join(place, locked.path ?? ''), `${place}/pyproject.toml`), extras: locked.extras }))
    .filter((one) => ![place, ...seen].includes(one.place));
  const nested = inner.map((one) => needsOf(app, one.place, one.extras, [place, ...seen]));
  return nested.some((one) => one === undefined) ? undefined : {
    places: [place, ...nested.flatMap((one) => one?.places ?? [])],
    words: [
      ...facts.entries.filter((entry) => entry.path === undefined).map(({ requirement }) => requirement.text),
      ...nested.flatMap((one) => one?.words ?? []),
    ],
    facts: [facts, ...nested.flatMap((one) => one?.facts ?? [])],
  };
}

function namesMember(project: PythonProject, plan: DependencyPlan, text: string, places: ReadonlyMap<string, string>): boolean {
  const [only] = readRequirementWords(project._source, plan.file ?? '', [text]).packages;
  return only?.path !== undefined && places.has(only.path);
}

function memberName(project: PythonProject, written: string | undefined): string {
  const poetry = tableAt(project._pyproject?.tool ?? {}, 'poetry')?.name;
  return normalizeName(project.name ?? (typeof poetry === 'string' ? poetry : written ?? path.basename(project.root)));
}

function withoutLines(rewritten: RewrittenFile[], lines: RequirementsFacts['locals']): RewrittenFile[] {
  const files = [...new Set([...rewritten, ...lines].map(({ file }) => file))].sort();
  return files.map((file) => {
    const known = rewritten.find((one) => one.file === file) ?? { file, utf16: false, without: [], plain: [] };
    const more = lines.filter((one) => one.file === file).map(({ first, last }) => ({ first, last }));
    return { ...known, without: [...known.without, ...more].sort((a, b) => a.first - b.first) };
  });
}
