import { AppSettings } from './app-settings';
import { Dependencies } from '../python';
import { DependencyPlan } from '../python/dependencies/dependency-plan';
import { withUndeclared } from '../python/dependencies/undeclared-needs';
import { withServer } from '../python/entrypoints/added-server';
import { MarkerEnvironment } from '../python/syntax/marker';
import { ownImports } from '../python/syntax/own-imports';

/** What an app installs on a target: the dependencies of the stage, of the app or of the project, with the web server that is added and what packages and code are known to miss. */
export function appDependencies(settings: AppSettings, environment: MarkerEnvironment, own?: Dependencies): DependencyPlan {
  const { project, dependencies, webServer } = settings;
  const bound = (own ?? dependencies ?? Dependencies._default())._bind(project, environment);
  return withUndeclared(withServer(bound, webServer), environment, ownImports(project));
}
