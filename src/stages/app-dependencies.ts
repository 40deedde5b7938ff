import { AppSettings } from './app-settings';
import { Dependencies } from '../python';
import { uvTables } from '../python/declarations/uv-tables';
import { DependencyPlan } from '../python/dependencies/dependency-plan';
import { withUndeclared } from '../python/dependencies/undeclared-needs';
import { withServer } from '../python/entrypoints/added-server';
import { tables } from '../python/source/toml-file';
import { MarkerEnvironment } from '../python/syntax/marker';
import { ownImports } from '../python/syntax/own-imports';

/** What an app installs on a target: the dependencies of the stage, of the app or of the project, with the web server that is added and what packages and code are known to miss. */
export function appDependencies(settings: AppSettings, environment: MarkerEnvironment, own?: Dependencies): DependencyPlan {
  const { project, dependencies, webServer } = settings;
  const bound = (own ?? dependencies ?? Dependencies._default())._bind(project, environment);
  const plan = withUndeclared(withServer(bound, webServer), environment, ownImports(project));
  return isElsewhere(settings, plan) ? { ...plan, elsewhere: true } : plan;
}

/** Whether an index takes the place of those that a uv.lock names. One that pyproject.toml names itself stays where it is. */
function isElsewhere({ project, indexes }: AppSettings, { installer, registries = [] }: DependencyPlan): boolean {
  const same = (url: string) => url.replace(/\/+$/, '');
  const named = uvTables(project).flatMap(({ index }) => tables(index).map(({ url }) => url)).filter((url): url is string => typeof url === 'string');
  const known = new Set([...indexes.map(({ url }) => url), ...named].map(same));
  return installer === 'uv-lock' && indexes.some(({ replacesPypi }) => replacesPypi) && registries.some((url) => !known.has(same(url)));
}
