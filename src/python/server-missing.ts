import * as path from 'path';
import { EntrypointContext } from './entrypoint-binding';
import { normalizeName } from './package-name';
import { PythonProject } from './python-project';
import { WebServer } from './web-server';
import { CodedError } from '../private/coded-error';

/** Says that none of the servers that would do is among the dependencies, and how `wanted` gets there. */
export function serverMissing(what: string, usable: WebServer[], wanted: WebServer, { plan, environment, project }: EntrypointContext): CodedError {
  const packages = plan.packagesFor(environment);
  const names = usable.map(({ name }) => name);
  return new CodedError('ServerMissing', {
    what: `no server for ${what} is among the dependencies`,
    found: packages.length === 0 ? 'no dependencies' : `${packages.length} packages${plan.file ? ` of ${plan.file}` : ''}`,
    expected: names.length === 1 ? names[0] : `one of ${names.join(', ')}`,
    write: [
      ...extrasWith(project, names, plan.file),
      plan.file === undefined ? `${project._pyproject?.project ? 'pyproject.toml' : 'a requirements.txt'} that has ${wanted.name} and the packages that the app imports`
        : `${wanted.name} in the dependencies, then: ${plan.refreshCommand}\nor webServer: '${wanted.name}==${wanted.version}'`,
    ].join('\nor '),
  });
}

/** Locks that extras are chosen from, and who makes one where there is none. */
const FACTORIES: Readonly<Record<string, string>> = { 'poetry.lock': 'fromPoetryLock', 'pdm.lock': 'fromPdmLock', 'uv.lock': 'fromUvLock' };

/** Extras of the project that have one of these servers. */
function extrasWith({ optionalDependencies }: PythonProject, servers: string[], file = ''): string[] {
  const factory = file === 'pyproject.toml' ? 'fromUvLock' : FACTORIES[path.posix.basename(file)];
  return factory === undefined ? [] : Object.entries(optionalDependencies)
    .filter(([, words]) => words.some((word) => servers.includes(normalizeName(/^[\w.-]+/.exec(word)?.[0] ?? ''))))
    .map(([extra]) => `${file === 'pyproject.toml' ? 'uv lock, and ' : ''}dependencies: Dependencies.${factory}({ extras: ['${extra}'] })`);
}
