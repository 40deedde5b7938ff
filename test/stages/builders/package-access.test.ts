import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { describe, expect, test, vi } from 'vitest';
import { BuildSecret, GitHost, IndexCredentials, Mount, PackageIndex, PythonAppProps, WheelBuilderStage } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT } from '../../support/projects';
import { readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const token = BuildSecret.fromEnvironment('CORP_TOKEN');
const corp = PackageIndex.of({ url: 'https://pypi.example/simple', name: 'corp', credentials: IndexCredentials.fromPassword({ username: 'aws', password: token }) });
const KEY = 'git.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==';
const SECRET = '--mount=type=secret,id=CORP_TOKEN,required=true';
const read = (variable: string, id = 'CORP_TOKEN') => [
  `${variable}="$(cat /run/secrets/${id})"`, `export ${variable}="\${${variable}:?set the environment variable ${id} where the image is built}"`,
];

const stagesOf = (props: Partial<PythonAppProps>, requirements = pinned('idna')) => readStages(scriptApp(requirements, props).runtime);
const environment = (props: Partial<PythonAppProps>) => stagesOf(props)['builder-toolchain'].lines.filter((line) => line.startsWith('ENV')).join('\n');
const withSecret = (stages: ReturnType<typeof readStages>) => Object.entries(stages)
  .filter(([, { lines }]) => lines.join().includes('type=secret')).map(([name]) => name);

test('the step that installs has the password, looks at it first, and is the only one that has it', () => {
  const stages = stagesOf({ indexes: [corp] });
  expect(withSecret(stages)).toEqual(['builder']);
  expect(stages.builder.runs[0].flags).toContain(SECRET);
  expect(stages.builder.runs[0].commands.slice(0, 3)).toEqual(['export UV_INDEX_CORP_USERNAME=aws', ...read('UV_INDEX_CORP_PASSWORD')]);
  expect(environment({ indexes: [corp] })).toContain('UV_INDEX="corp=https://pypi.example/simple"');
  expect(environment({ indexes: [corp] })).not.toContain('USERNAME');
});

test('another token is the same asset, and neither is anywhere in the assembly', () => {
  const synthesized = (value: string) => {
    vi.stubEnv('CORP_TOKEN', value);
    const app = scriptApp(pinned('idna'), { indexes: [corp], buildSecrets: { CORP_TOKEN: token } });
    const { directory } = App.of(app)?.synth() ?? {};
    const texts = fs.readdirSync(directory ?? '', { recursive: true, encoding: 'utf8' }).map((file) => path.join(directory ?? '', file))
      .filter((file) => fs.statSync(file).isFile()).map((file) => fs.readFileSync(file, 'latin1'));
    expect(texts.some((text) => text.includes('CORP_TOKEN'))).toBe(true);
    expect(texts.some((text) => text.includes(value))).toBe(false);
    return app.assetHash;
  };
  expect(synthesized('c4nary-one')).toBe(synthesized('c4nary-two'));
  vi.unstubAllEnvs();
});

test('an index that takes the place of PyPI gives uv with its password, too', () => {
  const mirror = PackageIndex.codeArtifact({ domain: 'd', domainOwner: '123456789012', region: 'eu-west-1', repository: 'python', replacesPypi: true });
  const stages = stagesOf({ indexes: [mirror] });
  expect(withSecret(stages)).toEqual(['uv', 'builder']);
  expect(stages.uv.lines[0]).toContain('UV_DEFAULT_INDEX="python=https://d-123456789012.d.codeartifact.eu-west-1.amazonaws.com/pypi/python/simple/"');
  expect(stages.uv.runs[0].flags).toContain('--mount=type=secret,id=CODEARTIFACT_AUTH_TOKEN,required=true');
  expect(stages.uv.runs[0].commands.slice(1, 3)).toEqual(read('UV_INDEX_PYTHON_PASSWORD', 'CODEARTIFACT_AUTH_TOKEN'));
  expect(stages.uv.runs[0].commands[3]).toMatch(/^env -u UV_INDEX \/usr\/local\/bin\/python3\.13 -I \/tools\/pip-indexes pip install .* --requirement \/tools\/uv-/);
});

test('pip gets the passwords through a program, and neither for itself nor from an extra index', () => {
  const { wheels } = readStages(new WheelBuilderStage(scriptApp(pinned('idna'), { indexes: [corp] }), 'Wheels'));
  expect(wheels.runs.map(({ flags }) => flags.includes(SECRET))).toEqual([false, true]);
  expect(wheels.runs[1].commands[3]).toMatch(/^\/usr\/local\/bin\/python3\.13 -I \/tools\/pip-indexes .*(pip|make-wheels)/);
});

test("the project's own build sees no secret once its back end is there", () => {
  const project = readStages(testApp({ source: folderWith(FLAT), indexes: [corp] }).runtime)['builder-application'];
  expect(project.runs.map(({ flags }) => flags.includes(SECRET))).toEqual([true, false]);
});

test('a secret that several things need is mounted once', () => {
  const gitHosts = [GitHost.https({ host: 'git.example', token })];
  const [run] = stagesOf({ indexes: [corp], gitHosts, buildSecrets: { PIP_TOKEN: BuildSecret.fromEnvironment('CORP_TOKEN') } }).builder.runs;
  expect(run.flags.filter((flag) => flag.includes('type=secret'))).toEqual([SECRET]);
  expect(run.commands.slice(1, 7)).toEqual([...read('UV_INDEX_CORP_PASSWORD'), ...read('GIT_TOKEN_GIT_EXAMPLE'), ...read('PIP_TOKEN')]);
});

test('a netrc file is where curl, git, pip and uv look for it', () => {
  const index = PackageIndex.of({ url: 'https://pypi.example/simple', credentials: IndexCredentials.fromNetrc(BuildSecret.fromFile('/home/me/.netrc')) });
  const { runs } = stagesOf({ indexes: [index] }).builder;
  expect(runs[0].flags).toContain('--mount=type=secret,id=netrc,target=/root/.netrc,required=true');
  expect(runs[0].commands[0]).not.toContain('UV_INDEX');
});

test('keyring and its plugins are in the builder, and what the plugin reads is in the step that installs', () => {
  const credentials = IndexCredentials.fromKeyring({
    username: 'aws',
    plugins: ['keyrings.codeartifact==1.4.1'],
    mounts: [Mount.secret({ secret: BuildSecret.fromFile('/home/me/.aws/credentials'), target: '/root/.aws/credentials' })],
  });
  const stages = stagesOf({ indexes: [PackageIndex.of({ url: 'https://pypi.example/simple', name: 'corp', credentials })] });
  expect(stages['builder-toolchain'].runs.at(-1)?.commands).toEqual([
    '/usr/local/bin/python3.13 -m venv --without-pip /opt/keyring',
    'env -u UV_INDEX uv pip install --python /opt/keyring keyring keyrings.codeartifact==1.4.1',
    'ln -s /opt/keyring/bin/keyring /usr/local/bin/keyring',
  ]);
  expect(stages['builder-toolchain'].lines.at(-1)).toBe('ENV UV_KEYRING_PROVIDER=subprocess PIP_KEYRING_PROVIDER=subprocess');
  expect(stages.builder.runs[0].flags).toContain('--mount=type=secret,id=credentials,target=/root/.aws/credentials,required=true');
});

test('git gets a token by a helper that knows the name of a variable only', () => {
  const gitHosts = [GitHost.https({ host: 'git.example', token })];
  expect(environment({ gitHosts })).not.toContain('GIT_');
  const [, gitconfig] = /COPY <<'EOF' \/root\/\.gitconfig\n([^]*?)\nEOF\n/.exec(scriptApp(pinned('idna'), { gitHosts }).image.dockerfile) ?? [];
  const settings = path.join(folderWith({ gitconfig }), 'gitconfig');
  const helper = execFileSync('git', ['config', '--file', settings, 'credential.https://git.example.helper']).toString().trim();
  const env = { ...process.env, GIT_TOKEN_GIT_EXAMPLE: 'a"b$c' };
  expect(execFileSync('sh', ['-c', `${helper.slice(1)} get`], { env }).toString()).toBe('username=x-access-token\npassword=a"b$c\n');
  const [run] = stagesOf({ gitHosts }).builder.runs;
  expect(run.flags).toContain(SECRET);
  expect(run.commands.slice(0, 2)).toEqual(read('GIT_TOKEN_GIT_EXAMPLE'));
});

test('git over ssh has the agent and the key of the host, and ssh is installed in the builder', () => {
  const requirements = `a @ git+ssh://git@git.example/a.git@${'0'.repeat(40)}\n`;
  const app = scriptApp(requirements, { gitHosts: [GitHost.ssh({ host: 'git.example', knownHosts: [KEY] })] });
  const stages = readStages(app.runtime);
  expect(stages.builder.runs[0].flags).toContain('--mount=type=ssh,required=true');
  expect(stages['builder-toolchain'].lines.join('\n')).toContain('GIT_SSH_COMMAND="ssh -o BatchMode=yes -o StrictHostKeyChecking=yes"');
  expect(app.image.dockerfile).toContain(KEY);
});

test('certificates are trusted where something is fetched for the build, and nowhere else', () => {
  const pem = path.join(folderWith({ 'ca.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' }), 'ca.pem');
  const stages = stagesOf({ buildCertificates: pem });
  expect(Object.entries(stages).filter(([, { lines }]) => lines.join().includes('SSL_CERT_FILE')).map(([name]) => name)).toEqual(['uv', 'builder-toolchain']);
});

describe('fails', () => {
  test('for a variable in the requirements that is no secret of the build', () => {
    const requirements = `--extra-index-url https://\${PYPI_USER}:\${PYPI_TOKEN}@pypi.example/simple\n${pinned('idna')}`;
    expect(() => stagesOf({}, requirements)).toThrow(coded('BuildSecretMissing',
      /requirements\.txt, line 1 takes \$\{PYPI_USER\}[^]*buildSecrets: \{ PYPI_USER: BuildSecret\.fromEnvironment\('PYPI_USER'\), PYPI_TOKEN/));
    const buildSecrets = { PYPI_USER: BuildSecret.fromEnvironment('PYPI_USER'), PYPI_TOKEN: token };
    const [run] = stagesOf({ buildSecrets }, requirements).builder.runs;
    expect(run.flags).toEqual(expect.arrayContaining([SECRET, '--mount=type=secret,id=PYPI_USER,required=true']));
    expect(run.commands).toEqual(expect.arrayContaining([...read('PYPI_USER', 'PYPI_USER'), ...read('PYPI_TOKEN')]));
  });

  test('for a host that git reaches by ssh without its key', () => {
    expect(() => stagesOf({}, `a @ git+ssh://git@git.example/a.git@${'0'.repeat(40)}\n`)).toThrow(coded('GitHostUnknown', /GitHost\.ssh\(\{ host: 'git\.example'/));
  });

  test('for keyring that would come from the index that it opens', () => {
    const index = PackageIndex.of({ url: 'https://pypi.example/simple', replacesPypi: true, credentials: IndexCredentials.fromKeyring({ username: 'aws' }) });
    expect(() => stagesOf({ indexes: [index] })).toThrow(coded('PackageIndexInvalid', /keyring would have to be installed/));
  });

  test.each([['no.pem', /no such file/], ['text.pem', /no certificate/], ['key.pem', /a private key/]])('for the certificates %s', (file, message) => {
    const folder = folderWith({ 'text.pem': 'hello', 'key.pem': '-----BEGIN CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\n' });
    expect(() => stagesOf({ buildCertificates: path.join(folder, file) })).toThrow(coded('CertificateInvalid', message));
  });
});
