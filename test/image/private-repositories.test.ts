import * as fs from 'fs';
import * as net from 'net';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GitHost, PythonApp, SystemPackages } from '../../src';
import { buildText } from '../support/docker/build-text';
import { Container } from '../support/docker/container';
import { dockerBuild } from '../support/docker/docker-build';
import { imageAssets } from '../support/docker/image-assets';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { FETCHES_PACKAGES } from '../support/docker/unpacked-package';
import { writeFiles } from '../support/folder';

const NAME = 'code.example';
const PROJECT = '[project]\\nname = "from-git"\\nversion = "1.0"\\ndescription = "x"\\n[build-system]\\nrequires = ["flit_core"]\\nbuild-backend = "flit_core.buildapi"\\n';
const folder = fs.mkdtempSync('/tmp/private-repositories-');
const images: string[] = [];
let server: Container;
let port: number;
let hostKey: string;
let revision: string;

beforeAll(async () => {
  const image = await buildText([
    `FROM ${FETCHES_PACKAGES}`,
    'RUN apt-get update && apt-get install -y --no-install-recommends git openssh-server && mkdir -p /run/sshd /root/.ssh',
    "RUN ssh-keygen -q -t ed25519 -N '' -f /key && cp /key.pub /root/.ssh/authorized_keys && chmod -R go= /root/.ssh",
    `RUN mkdir /work && cd /work && printf '${PROJECT}' > pyproject.toml && printf '"""x"""\\nNAME = "from-git"\\n' > from_git.py && git init -q`
      + ' && git add . && git -c user.name=t -c user.email=t@t.example commit -qm 1 && git clone -q --bare /work /srv/from-git.git',
  ]);
  images.push(image);
  port = await freePort();
  const words = ['/usr/sbin/sshd', '-D', '-e', '-p', `${port}`, '-o', 'ListenAddress=127.0.0.1', '-o', 'PasswordAuthentication=no'];
  server = await Container.start({ image, network: 'host', entrypoint: words });
  const read = async (...argv: string[]) => (await runInImage(image, argv.slice(1), { entrypoint: argv[0] })).trim();
  hostKey = (await read('cat', '/etc/ssh/ssh_host_ed25519_key.pub')).split(' ').slice(0, 2).join(' ');
  revision = await read('git', '-C', '/work', 'rev-parse', 'HEAD');
  fs.writeFileSync(path.join(folder, 'key'), `${await read('cat', '/key')}\n`, { mode: 0o600 });
});

afterAll(async () => {
  await server.remove();
  await Promise.all(images.map(removeImage));
  fs.rmSync(folder, { recursive: true });
});

async function built(key: string): Promise<string> {
  writeFiles(folder, {
    'app/main.py': 'import shutil\nimport from_git\nprint(from_git.NAME, shutil.which("git"), shutil.which("ssh"))\n',
    'app/requirements.txt': `from-git @ git+ssh://root@${NAME}:${port}/srv/from-git.git@${revision}\n`,
  });
  const cdk = new App({ outdir: fs.mkdtempSync(path.join(folder, 'cdk.out-')) });
  new PythonApp(new Stack(cdk, 'Stack'), 'Api', {
    source: path.join(folder, 'app'),
    gitHosts: [GitHost.ssh({ host: NAME, knownHosts: [`[${NAME}]:${port} ${key}`] })],
    systemPackages: SystemPackages.apt({ buildPackages: ['make'] }),
  });
  const [asset] = imageAssets(cdk.synth().directory);
  // `cdk deploy` hands the agent on; a key does as well, and needs no agent on this machine.
  const { imageId } = await dockerBuild({ ...asset, ssh: `${asset.ssh}=${path.join(folder, 'key')}`, hosts: [NAME] });
  images.push(imageId);
  return imageId;
}

// First, while the cache of uv does not have the commit.
test('fails when the host has another key than the one that was given', async () => {
  const other = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
  await expect(built(other)).rejects.toThrow(/Host key verification failed/);
});

test('a repository over ssh is fetched with the agent of the one who builds, and neither git nor ssh is in the image', async () => {
  expect(await runInImage(await built(hostKey), [], { readOnly: true, network: 'none' })).toBe('from-git None None\n');
});

async function freePort(): Promise<number> {
  const probe = net.createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port: free } = probe.address() as net.AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return free;
}
