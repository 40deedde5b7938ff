import { WEB_SERVERS } from './web-server';
import { CodedError } from '../../private/coded-error';
import { DependencyPlan, withAdded } from '../dependencies/dependency-plan';
import { normalizeName } from '../syntax/package-name';
import { parseRequirement, pinnedVersion, Requirement } from '../syntax/requirement';
import { parsed } from '../syntax/syntax-problem';

/** The name of the server that the prop `webServer` chooses. EntrypointInvalid when it is not written as `gunicorn` or `gunicorn==27.0.1`. */
export function serverName(webServer: string): string {
  return readServer(webServer).name;
}

/** The plan with the server that the app adds; the plan as it is when it adds none. */
export function withServer(plan: DependencyPlan, webServer?: string): DependencyPlan {
  const server = webServer === undefined ? undefined : readServer(webServer);
  if (webServer === undefined || server === undefined || server.clauses.length === 0) {
    return plan;
  }
  const { name, extras } = server;
  const declared = plan.packages.find((one) => one.name === name && one.version !== undefined);
  if (declared && declared.version !== pinnedVersion(server.clauses)) {
    throw new CodedError('EntrypointInvalid', {
      what: `${name} is among the dependencies already, in another version`,
      found: `${name} ${declared.version}${plan.file === undefined ? '' : ` in ${plan.file}`}, and webServer: ${JSON.stringify(webServer)}`,
      expected: 'one version',
      write: `webServer: '${name}'`,
    });
  }
  return withAdded(plan, [webServer.replace(/\s/g, '')], [{ name, version: pinnedVersion(server.clauses), extras, source: 'index' }]);
}

function readServer(webServer: string): Requirement {
  const known = WEB_SERVERS.map(({ name }) => name);
  const requirement = parsed(() => parseRequirement(webServer), () => undefined);
  const pinned = requirement?.clauses.length === 0 || pinnedVersion(requirement?.clauses ?? []) !== undefined;
  const plain = pinned && !requirement?.marker && !requirement?.url;
  if (!requirement || !plain || !known.includes(normalizeName(requirement.name))) {
    const proposed = WEB_SERVERS.find(({ name }) => name === normalizeName(requirement?.name ?? '')) ?? WEB_SERVERS.find(({ name }) => name === 'gunicorn');
    throw new CodedError('EntrypointInvalid', {
      what: 'webServer is not a web server with its version',
      found: JSON.stringify(webServer),
      expected: `one of ${known.join(', ')}, alone when it is among the dependencies, else with ==VERSION`,
      write: `webServer: '${proposed?.name}==${proposed?.version}'`,
    });
  }
  return requirement;
}
