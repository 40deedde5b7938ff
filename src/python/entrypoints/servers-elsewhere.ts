import { WebServer } from './web-server';
import { unlessRefused } from '../../private/unless-refused';
import { readPoetry } from '../declarations/poetry-project';
import { DependencyPlan } from '../dependencies/dependency-plan';
import { requirementsElsewhere } from '../dependencies/requirements-elsewhere';
import { readRequirementsTxt } from '../locks/requirements-txt';
import type { PythonProject } from '../python-project';
import { tableAt } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';

/** A server that the project declares, and that is not installed. */
export interface ServerElsewhere {
  /** `granian in the extra "webserver"`. */
  readonly found: string;
  /** What installs it. */
  readonly write: string;
}

/** Groups and extras that are for those who work on the code. */
const DEVELOPMENT = /^(?:dev|devel|develop|development|tests?|testing|docs?|lint|typing|types|debug|ci|local)(?:-|$)/;
const FACTORIES: Record<string, string> = { 'uv.lock': 'fromUvLock', 'poetry.lock': 'fromPoetryLock', 'pdm.lock': 'fromPdmLock' };

/** The servers that extras, groups and other files of requirements have: an application often keeps its own there. */
export function serversElsewhere(project: PythonProject, plan: DependencyPlan, usable: WebServer[]): ServerElsewhere[] {
  const names = usable.map(({ name }) => name);
  const serverOf = (list: readonly { readonly name: string }[]) => names.find((server) => list.some(({ name }) => name === server));
  return [...ofSelections(project, plan, serverOf), ...ofFiles(project, plan, serverOf)];
}

type Find = (list: readonly { readonly name: string }[]) => string | undefined;

function ofSelections(project: PythonProject, plan: DependencyPlan, serverOf: Find): ServerElsewhere[] {
  const pyproject = project._pyproject;
  const poetry = pyproject !== undefined && tableAt(pyproject.tool, 'poetry', 'dependencies') !== undefined;
  const factory = FACTORIES[plan.file?.slice(plan.file.lastIndexOf('/') + 1) ?? ''];
  if (pyproject === undefined || (factory === undefined && ![undefined, 'pyproject.toml'].includes(plan.file))) {
    return [];
  }
  const words = poetry ? named(readPoetry(pyproject)) : undefined;
  const lists = {
    extras: words?.extras ?? pyproject.project?.optionalDependencies ?? {},
    groups: words?.groups ?? pyproject.groups,
  };
  return (['extras', 'groups'] as const).flatMap((kind) => Object.entries(lists[kind]).flatMap(([name, list]) => {
    const server = DEVELOPMENT.test(normalizeName(name)) ? undefined : serverOf(list);
    const command = factory === undefined ? `${plan.refreshCommand}, then ` : '';
    return server === undefined ? [] : [{
      found: `${server} in the ${kind === 'extras' ? 'extra' : 'group'} ${JSON.stringify(name)}`,
      write: `${command}dependencies: Dependencies.${factory ?? (poetry ? 'fromPoetryLock' : 'fromUvLock')}({ ${kind}: ['${name}'] })`,
    }];
  }));
}

/** The names of what the tables of Poetry ask for: a requirement begins with it. */
function named({ extras, groups }: { extras: Record<string, string[]>; groups: Record<string, string[]> }) {
  const names = (lists: Record<string, string[]>) => Object.fromEntries(Object.entries(lists)
    .map(([name, list]) => [name, list.map((text) => ({ name: normalizeName(/^[\w.-]+/.exec(text)?.[0] ?? '') }))]));
  return { extras: names(extras), groups: names(groups) };
}

function ofFiles({ _source: source, isPackage }: PythonProject, plan: DependencyPlan, serverOf: Find): ServerElsewhere[] {
  if (plan.installer !== 'requirements') {
    return [];
  }
  // A file that nothing installs may be wrong.
  return requirementsElsewhere(source, isPackage).candidates.filter((file) => !plan.files.includes(file)).flatMap((file) => {
    const server = serverOf(unlessRefused(() => readRequirementsTxt(source, file).packages, () => []));
    return server === undefined ? [] : [{ found: `${server} in ${file}`, write: `-r ${relativeTo(plan.file ?? '', file)} in ${plan.file}` }];
  });
}

function relativeTo(from: string, file: string): string {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  return file.startsWith(folder) ? file.slice(folder.length) : `${'../'.repeat(folder.split('/').length - 1)}${file}`;
}
