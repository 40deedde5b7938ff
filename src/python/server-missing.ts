import { EntrypointContext } from './entrypoint-binding';
import { WebServer } from './web-server';
import { CodedError } from '../private/coded-error';

/** Says that none of the servers that would do is among the dependencies, and how `wanted` gets there. */
export function serverMissing(what: string, usable: WebServer[], wanted: WebServer, { plan, environment }: EntrypointContext): CodedError {
  const packages = plan.packagesFor(environment);
  const names = usable.map(({ name }) => name);
  return new CodedError('ServerMissing', {
    what: `no server for ${what} is among the dependencies`,
    found: packages.length === 0 ? 'no dependencies' : `${packages.length} packages${plan.file ? ` of ${plan.file}` : ''}`,
    expected: names.length === 1 ? names[0] : `one of ${names.join(', ')}`,
    write: `${wanted.name} in the dependencies, then: ${plan.refreshCommand}\nor webServer: '${wanted.name}==${wanted.version}'`,
  });
}
