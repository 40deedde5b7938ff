import { CodedError } from '../../private/coded-error';
import { DependencyPlan } from '../../python/dependencies/dependency-plan';
import { AppSettings } from '../app-settings';

/** Says at synth what the build cannot do without: a secret for each variable that a file takes, and the key of each host that git reaches by ssh. */
export function checkAccess({ buildSecrets, gitHosts }: Pick<AppSettings, 'buildSecrets' | 'gitHosts'>, plan: DependencyPlan): void {
  const missing = (plan.variables ?? []).filter(({ name }) => !Object.hasOwn(buildSecrets, name));
  if (missing.length > 0) {
    throw new CodedError('BuildSecretMissing', {
      what: `${missing[0].place} takes $\{${missing[0].name}} from the environment, and the build has no such variable`,
      found: missing.map(({ name, place }) => `$\{${name}} in ${place}`).join('\n'),
      expected: 'a secret of the build for each: its value is read where the image is built',
      write: `buildSecrets: { ${[...new Set(missing.map(({ name }) => `${name}: BuildSecret.fromEnvironment('${name}')`))].join(', ')} }`,
    });
  }
  const known = new Set(gitHosts.filter(({ _data }) => _data.knownHosts !== undefined).map(({ host }) => host));
  for (const { name, url = '' } of plan.packages) {
    const host = sshHost(url);
    if (host !== undefined && !known.has(host)) {
      throw new CodedError('GitHostUnknown', {
        what: `${name} comes from ${host} over ssh, whose key is not given`,
        found: url,
        expected: 'the key of the host, so that no other host can take its place',
        write: `gitHosts: [GitHost.ssh({ host: '${host}', knownHosts: ['${host} ssh-ed25519 AAAA…'] })], with the lines of ssh-keyscan ${host}`,
      });
    }
  }
}

/** The host of `git+ssh://git@host/…` or `ssh://host:22/…`; undefined for other URLs. */
export function sshHost(url: string): string | undefined {
  return /^(?:git\+)?ssh:\/\/(?:[^@/]*@)?([\w.-]+)/i.exec(url)?.[1];
}
