import { EntrypointContext } from './entrypoint-binding';
import { DependencyPlan } from '../dependencies/dependency-plan';
import type { PythonProject } from '../python-project';
import { serversElsewhere } from './servers-elsewhere';
import { WebServer } from './web-server';
import { CodedError } from '../../private/coded-error';
import { nestedSources } from '../source/nested-projects';
import { moduleFile } from '../source/project-layout';

/**
 * Says that none of the servers that would do is among the dependencies, and how `wanted` gets there: out of an extra, a group or a file of the project
 * that is not installed, as the server of a project in a folder, or by a line. `app` is the application, `shop.api:app`.
 */
export function serverMissing(what: string, usable: WebServer[], wanted: WebServer, context: EntrypointContext, app?: string): CodedError {
  const { plan, environment, project } = context;
  const packages = plan.packagesFor(environment);
  const names = usable.map(({ name }) => name);
  const elsewhere = serversElsewhere(project, plan, usable);
  const file = app === undefined ? undefined : moduleFile(project._layout, project._source, app.replace(/:.*$/, ''));
  const around = nestedSources(project, { file: file ?? '' });
  const sources = around.length > 0 || packages.length > 0 ? around : nestedSources(project);
  return new CodedError('ServerMissing', {
    what: `no server for ${what} is among the dependencies`,
    found: [
      packages.length === 0 ? 'no dependencies' : `${packages.length} package${packages.length === 1 ? '' : 's'}${plan.file ? ` of ${plan.file}` : ''}`,
      ...elsewhere.map(({ found }) => found),
    ].join('\n'),
    expected: names.length === 1 ? names[0] : `one of ${names.join(', ')}`,
    write: [
      ...elsewhere.map(({ write }) => write), ...sources, declared(wanted.name, plan, project), `webServer: '${wanted.name}==${wanted.version}'`,
    ].join('\nor '),
  });
}

/** Where the line goes. A lock is made anew afterwards. */
function declared(name: string, { file, locked, refreshCommand }: DependencyPlan, { _pyproject: pyproject }: PythonProject): string {
  if (file === undefined) {
    return `${name}, and what the app imports, ${pyproject?.project === undefined ? 'one a line in requirements.txt' : 'in dependencies of pyproject.toml'}`;
  }
  return locked ? `${name} in the dependencies, then: ${refreshCommand}` : `${name} in the dependencies of ${file}`;
}
