import { IConstruct } from 'constructs';
import { BuildSecret, Command, ImageStage, Instruction, Mount } from '../../dockerfile';
import { IndexCredentials, PackageIndex } from '../../python';
import { AppSettings, appSettingsOf } from '../app-settings';
import { interpreterOf } from '../runtimes/interpreter';
import { toolWords } from '../tool-lock';

/** Where a step of the build sees the program that hands user names and passwords to pip. */
const PIP_TOOL = '/tools/pip-indexes';

/** Where a step sees its secrets. As files, not as variables: Podman and Docker before 27 hand them on in no other way. */
const SECRETS = '/run/secrets';

/** Where the certificates are that the build trusts: Debian and Alpine make their bundle of these files anew when ca-certificates is installed. */
const CERTIFICATES = '/usr/local/share/ca-certificates/build.crt';
const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

/**
 * A RUN that installs packages of the app: it has the secrets and the SSH agent. Nothing else has them.
 *
 * A variable that is not set where the image is built is an empty secret to Docker, so each is looked at first.
 */
export function installRun(stage: IConstruct, commands: Command[], mounts: Mount[] = []): Instruction {
  const { indexes, gitHosts, buildSecrets } = appSettingsOf(stage);
  const secrets = [
    ...indexes.flatMap(indexSecrets),
    ...gitHosts.flatMap(({ host, _data: { token } }) => token === undefined ? [] : [{ variable: tokenOf(host), secret: token }]),
    ...Object.entries(buildSecrets).map(([variable, secret]) => ({ variable, secret })),
  ];
  const agent = gitHosts.some(({ _data }) => _data.knownHosts !== undefined);
  return withSecrets(secrets, commands, [...mounts, ...credentialMounts(indexes), ...(agent ? [Mount.ssh()] : [])]);
}

/** A RUN that installs a tool by pip, from PyPI or from what takes its place, and with the secrets of that. */
export function toolRun(stage: ImageStage, requirements: string[], mounts: Mount[], after: Command[] = []): Instruction {
  const replacing = appSettingsOf(stage).indexes.filter(({ replacesPypi }) => replacesPypi);
  const pip = replacing.some(hasSecrets) ? pipIndexes(stage, ['env', '-u', 'UV_INDEX']) : { words: [], mounts: [] };
  const tool = toolWords(requirements);
  const install = Command.argv(...pip.words, 'pip', 'install', '--root-user-action=ignore', ...tool.words);
  const all = [...mounts, ...tool.mounts, ...credentialMounts(replacing), ...pip.mounts];
  return withSecrets(replacing.flatMap(indexSecrets), [install, ...after], all);
}

/** What uv is told. */
export interface UvToolOptions {
  /** Where to, and how. */
  readonly options: string[];
  readonly requirements: string[];
}

/** A RUN that installs a tool by `uv pip install`, as `toolRun` does by pip. */
export function uvToolRun(
  stage: IConstruct, { options, requirements }: UvToolOptions, mounts: Mount[], before: Command[] = [], after: Command[] = [],
): Instruction {
  const { indexes } = appSettingsOf(stage);
  const replacing = indexes.filter(({ replacesPypi }) => replacesPypi);
  const tool = toolWords(requirements);
  const install = Command.argv(...(replacing.length < indexes.length ? ['env', '-u', 'UV_INDEX'] : []), 'uv', 'pip', 'install', ...options, ...tool.words);
  return withSecrets(replacing.flatMap(indexSecrets), [...before, install, ...after], [...mounts, ...tool.mounts, ...credentialMounts(replacing)]);
}

/** The words in front of a pip that installs packages of the app, and what they take: it asks the extra indexes, and has their passwords. */
export function throughPip(stage: ImageStage): { words: string[]; mounts: Mount[] } {
  const { indexes } = appSettingsOf(stage);
  const extra = indexes.filter(({ replacesPypi }) => !replacesPypi);
  if (indexes.some(hasSecrets)) {
    return pipIndexes(stage);
  }
  return { words: extra.length === 0 ? [] : ['env', `PIP_EXTRA_INDEX_URL=${extra.map(({ url }) => url).join(' ')}`], mounts: [] };
}

function pipIndexes(stage: ImageStage, before: string[] = []): { words: string[]; mounts: Mount[] } {
  return { words: [...before, interpreterOf(stage).path, '-I', PIP_TOOL], mounts: [Mount._tool('pip-indexes', PIP_TOOL)] };
}

/** Whether pip takes a user name in the URL; it finds a netrc file by itself. */
function hasSecrets({ _credentials }: PackageIndex): boolean {
  return _credentials !== undefined && _credentials._data.netrc === undefined;
}

/** The ENV by which git asks nobody when it uses ssh. */
export function gitVariables({ gitHosts }: Pick<AppSettings, 'gitHosts'>): Record<string, string> {
  return gitHosts.some(({ _data }) => _data.knownHosts !== undefined) ? { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o StrictHostKeyChecking=yes' } : {};
}

/**
 * What git gets into its hosts by: the names of the variables that a step has the tokens in, and the keys of hosts where every ssh looks for them; no secret. The settings are
 * a file, as a check of Dockerfiles takes the name of GIT_CONFIG_KEY_0 for that of a secret. https://git-scm.com/docs/git-config#_syntax
 */
export function gitAccess({ gitHosts }: Pick<AppSettings, 'gitHosts'>): Instruction[] {
  const settings = gitHosts.filter(({ _data }) => _data.token !== undefined).flatMap(({ host, _data }) => {
    const helper = `!f() { test "$1" != get || printf 'username=%s\\npassword=%s\\n' '${_data.username}' "$${tokenOf(host)}"; }; f`;
    return [`[credential "https://${host}"]`, `  helper = "${helper.replace(/["\\]/g, '\\$&')}"`];
  });
  const keys = gitHosts.flatMap(({ _data }) => _data.knownHosts ?? []);
  return [
    ...(settings.length === 0 ? [] : [Instruction.copyText(settings.join('\n'), '/root/.gitconfig')]),
    ...(keys.length === 0 ? [] : [Instruction.copyText(keys.join('\n'), '/etc/ssh/ssh_known_hosts')]),
  ];
}

/** Makes a stage trust the certificates. Its base's own bundle grows, so that every program sees them; uv, pip and requests bring bundles of their own. */
export function trustCertificates(stage: IConstruct): Instruction[] {
  const { certificates } = appSettingsOf(stage);
  return certificates === undefined ? [] : [
    Instruction.copyText(certificates, CERTIFICATES),
    Instruction.run([Command.argv('mkdir', '-p', '/etc/ssl/certs'), Command.shell(`cat ${CERTIFICATES} >> ${BUNDLE}`)]),
    Instruction.env({ SSL_CERT_FILE: BUNDLE, PIP_CERT: BUNDLE, REQUESTS_CA_BUNDLE: BUNDLE }),
  ];
}

/** keyring and its plugins, in an environment of their own; none if no index is opened by it. */
export function installKeyring(stage: IConstruct, python: () => string, mounts: Mount[]): Instruction[] {
  const plugins = appSettingsOf(stage).indexes.map(({ _credentials }) => _credentials?._data.plugins);
  if (plugins.every((one) => one === undefined)) {
    return [];
  }
  const folder = '/opt/keyring';
  const requirements = ['keyring', ...new Set(plugins.flatMap((one) => one ?? []))];
  return [uvToolRun(stage, { options: ['--python', folder], requirements }, mounts, [Command.argv(python(), '-m', 'venv', '--without-pip', folder)], [
    Command.argv('ln', '-s', `${folder}/bin/keyring`, '/usr/local/bin/keyring'),
  ]), Instruction.env({ UV_KEYRING_PROVIDER: 'subprocess', PIP_KEYRING_PROVIDER: 'subprocess' })];
}

/** What a step has in a variable: a secret, or what goes with one. */
interface StepVariable {
  readonly variable: string;
  readonly secret?: BuildSecret;
  readonly value?: string;
}

function withSecrets(variables: StepVariable[], commands: Command[], mounts: Mount[]): Instruction {
  const read = variables.flatMap(({ variable, secret, value }) => secret === undefined ? [Command.argv('export', `${variable}=${value}`)] : [
    Command.shell(`${variable}="$(cat ${SECRETS}/${secret.id})"`),
    Command.shell(`export ${variable}="\${${variable}:?${secret._remedy}}"`),
  ]);
  const secrets = new Map(variables.flatMap(({ secret }) => secret === undefined ? [] : [[secret.id, secret]]));
  const files = [...secrets.values()].map((secret) => Mount.secret({ secret }));
  return Instruction.run([...read, ...commands], { mounts: [...mounts, ...files] });
}

/** uv reads the user name and the password of an index from variables that have its name. */
function indexSecrets({ _variable, _credentials }: PackageIndex): StepVariable[] {
  const { username = '__token__', usernameSecret, password } = _credentials?._data ?? {};
  return password === undefined ? [] : [
    { variable: `UV_INDEX_${_variable}_USERNAME`, ...(usernameSecret === undefined ? { value: username } : { secret: usernameSecret }) },
    { variable: `UV_INDEX_${_variable}_PASSWORD`, secret: password },
  ];
}

function credentialMounts(indexes: PackageIndex[]): Mount[] {
  const credentials = new Set(indexes.flatMap(({ _credentials }): IndexCredentials[] => _credentials === undefined ? [] : [_credentials]));
  return [...credentials].flatMap(({ _data: { netrc, mounts } }) =>
    [...(netrc === undefined ? [] : [Mount.secret({ secret: netrc, target: '/root/.netrc' })]), ...mounts ?? []]);
}

function tokenOf(host: string): string {
  return `GIT_TOKEN_${host.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}
