import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BuildSecret, GitHost, IndexCredentials, Mount, PackageIndex, PythonApp, PythonAppProps, WheelBuilderStage } from '../../src';
import { dockerBuild } from '../support/docker/docker-build';
import { imageAssets } from '../support/docker/image-assets';
import { PrivateHost } from '../support/docker/private-host';
import { removeImage } from '../support/docker/remove-image';
import { docker } from '../support/docker/run-docker';
import { runInImage } from '../support/docker/run-in-image';
import { writeFiles } from '../support/folder';
import { writeWheel } from '../support/wheel';

/** With what a URL would have to escape. */
const CANARY = 'c4nary/to%ken@:x';
const TOKENS = { INDEX_TOKEN: CANARY, GIT_TOKEN: `git-${CANARY}` };
const NAME = 'private.example';

const folder = fs.mkdtempSync('/tmp/private-packages-');
const images: string[] = [];
let host: PrivateHost;
let requirements: string;
let access: Partial<PythonAppProps>;

beforeAll(async () => {
  writeFiles(folder, { 'git/work/pyproject.toml': '[project]\nname = "from-git"\nversion = "1.0"\ndescription = "x"\n[build-system]\nrequires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"\n' });
  writeFiles(folder, { 'git/work/from_git.py': '"""From git."""\nNAME = "from-git"\n' });
  const git = (...words: string[]) => execFileSync('git', ['-C', path.join(folder, 'git/work'), '-c', 'user.name=t', '-c', 'user.email=t@t.example', ...words]).toString().trim();
  ['init -q', 'add .', 'commit -qm 1', 'clone -q --bare . ../from-git.git'].forEach((words) => git(...words.split(' ')));
  const wheel = writeWheel(folder, 'from-index', '1.0');
  host = await PrivateHost.start({
    name: NAME,
    folder,
    wheels: { 'from-index': wheel },
    repositories: path.join(folder, 'git'),
    users: [`aws:${TOKENS.INDEX_TOKEN}`, `x-access-token:${TOKENS.GIT_TOKEN}`],
  });
  requirements = `from-index==1.0 --hash=sha256:${createHash('sha256').update(fs.readFileSync(wheel)).digest('hex')}\n`;
  const credentials = IndexCredentials.fromPassword({ username: 'aws', password: BuildSecret.fromEnvironment('INDEX_TOKEN') });
  access = {
    indexes: [PackageIndex.of({ url: `https://${host.address}/simple/`, name: 'private', credentials })],
    gitHosts: [GitHost.https({ host: host.address, token: BuildSecret.fromEnvironment('GIT_TOKEN') })],
    buildCertificates: host.authority,
  };
  writeFiles(folder, {
    'app/main.py': 'import from_git, from_index, ssl\nprint(from_index.NAME, from_git.NAME, ssl.get_default_verify_paths().cafile)\n',
    'app/requirements.txt': `from-index==1.0\nfrom-git @ git+https://${host.address}/git/from-git.git@${git('rev-parse', 'HEAD')}\n`,
    'wheels/main.py': 'import from_index\nprint(from_index.NAME)\n',
    'wheels/requirements.txt': requirements,
  });
});

afterAll(async () => {
  host.stop();
  await Promise.all(images.map(removeImage));
  fs.rmSync(folder, { recursive: true });
});

/** Synthesizes with the tokens in the environment, as `cdk deploy` does, and builds. */
async function built(
  name: string, tokens: Record<string, string>, props: Partial<PythonAppProps>, target?: string, configure?: (app: PythonApp) => void,
) {
  const outdir = fs.mkdtempSync(path.join(folder, 'cdk.out-'));
  const cdk = new App({ outdir });
  const app = new PythonApp(new Stack(cdk, 'Stack'), 'Api', { source: path.join(folder, name), ...props });
  configure?.(app);
  const [asset] = imageAssets(cdk.synth().directory);
  const { imageId, log } = await dockerBuild({ ...asset, environment: tokens, hosts: [NAME], target });
  images.push(imageId);
  return { imageId, log, outdir, hash: asset.hash };
}

/** The file that an image is saved to: each layer, the history, the configuration. */
async function saved(imageId: string): Promise<string> {
  const file = path.join(folder, 'image.tar');
  fs.rmSync(file, { force: true }); // Podman writes over none
  await docker(['image', 'save', `--output=${file}`, imageId]);
  return file;
}

/** Where a token is in all that is left of a build. Written as it is, or as a URL or a header has it. */
async function traces(imageId: string): Promise<string[]> {
  const file = await saved(imageId);
  const { stdout } = await docker(['history', '--no-trunc', imageId]);
  // The layers can be read: what was installed is found in them.
  expect(fs.readFileSync(file).includes('from_index')).toBe(true);
  return tracesIn({ image: fs.readFileSync(file), history: Buffer.from(stdout) });
}

function tracesIn(texts: Record<string, Buffer>): string[] {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const forms = Object.values(TOKENS).flatMap((token) => [token, encodeURIComponent(token), base64(`aws:${token}`), base64(token)]);
  return Object.entries(texts).flatMap(([name, text]) => forms.filter((form) => text.includes(form)).map((form) => `${form} in ${name}`));
}

test('an index with a password and a repository with a token, behind an authority of its own: no trace is left of them', async () => {
  const { imageId, log, outdir, hash } = await built('app', TOKENS, access);
  expect(await runInImage(imageId, [], { readOnly: true, network: 'none' })).toMatch(/^from-index from-git (?!.*build)/);
  const builder = await built('app', TOKENS, access, 'builder');
  expect(builder.hash).toBe(hash);
  expect([...await traces(imageId), ...await traces(builder.imageId)]).toEqual([]);
  const staged = fs.readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = staged.map((entry) => [entry.name, fs.readFileSync(path.join(entry.parentPath, entry.name))] as const);
  expect(tracesIn({ ...Object.fromEntries(files), log: Buffer.from(log) })).toEqual([]);
  expect(files.map(([name]) => name)).toContain('Stack.assets.json');
  // The search finds what is there.
  expect(tracesIn({ url: Buffer.from(`https://aws:${encodeURIComponent(CANARY)}@${NAME}`) })).not.toEqual([]);
});

test('pip makes wheels with the same password', async () => {
  const wheels = (app: PythonApp) => void new WheelBuilderStage(app, 'Wheels');
  const { imageId } = await built('wheels', TOKENS, access, undefined, wheels);
  expect(await runInImage(imageId, [])).toBe('from-index\n');
  const builder = await built('wheels', TOKENS, access, 'wheels', wheels);
  expect(await traces(builder.imageId)).toEqual([]);
});

test('a netrc file opens the index, and its password is nowhere, either', async () => {
  const netrc = path.join(folder, 'netrc');
  fs.writeFileSync(netrc, `machine ${host.address.replace(/:\d+$/, '')}\nlogin aws\npassword ${CANARY}\n`);
  const credentials = IndexCredentials.fromNetrc(BuildSecret.fromFile(netrc));
  const props = { buildCertificates: access.buildCertificates, indexes: [PackageIndex.of({ url: `https://${host.address}/simple/`, name: 'private', credentials })] };
  const { imageId } = await built('wheels', {}, props);
  expect(await runInImage(imageId, [])).toBe('from-index\n');
  expect([...await traces(imageId), ...await traces((await built('wheels', {}, props, 'builder')).imageId)]).toEqual([]);
});

test('keyring opens the index with what its backend reads from a secret, and neither is in the image', async () => {
  // As keyrings.alt writes them: a section for each index, names escaped, passwords in base64.
  const escaped = (name: string) => name.replace(/[^A-Za-z0-9]/g, (character) => `_${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const passwords = path.join(folder, 'keyring_pass.cfg');
  const services = [`https://${host.address}/simple/`, host.address];
  fs.writeFileSync(passwords, services.map((service) => `[${escaped(service)}]\naws = ${Buffer.from(CANARY).toString('base64')}\n`).join('\n'));
  const secret = BuildSecret.fromFile(passwords);
  const credentials = IndexCredentials.fromKeyring({
    username: 'aws',
    plugins: ['keyrings.alt==5.0.2'],
    mounts: [Mount.secret({ secret, target: '/root/.local/share/python_keyring/keyring_pass.cfg' })],
  });
  const props = { buildCertificates: access.buildCertificates, indexes: [PackageIndex.of({ url: `https://${host.address}/simple/`, name: 'private', credentials })] };
  const { imageId } = await built('wheels', {}, props);
  expect(await runInImage(imageId, [])).toBe('from-index\n');
  expect(fs.readFileSync(await saved(imageId)).includes('keyrings/alt')).toBe(false);
  expect([...await traces(imageId), ...await traces((await built('wheels', {}, props, 'builder')).imageId)]).toEqual([]);
});

test('variables in the requirements are secrets of the build', async () => {
  writeFiles(folder, {
    'variables/main.py': 'import from_index\nprint(from_index.NAME)\n',
    'variables/requirements.txt': `--extra-index-url https://aws:\${INDEX_TOKEN}@${host.address}/simple/\n${requirements}`,
  });
  const props = { buildCertificates: access.buildCertificates, buildSecrets: { INDEX_TOKEN: BuildSecret.fromEnvironment('INDEX_TOKEN') } };
  const { imageId } = await built('variables', { INDEX_TOKEN: encodeURIComponent(CANARY) }, props);
  expect(await runInImage(imageId, [])).toBe('from-index\n');
  expect(await traces(imageId)).toEqual([]);
});

test('fails with the name of a variable that is not set where the image is built', async () => {
  const { GIT_TOKEN } = TOKENS;
  await expect(built('wheels', { GIT_TOKEN }, access)).rejects.toThrow(/set the environment variable INDEX_TOKEN where the image is built/);
});
