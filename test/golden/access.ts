import * as path from 'path';
import { BuildSecret, GitHost, IndexCredentials, PackageIndex, PythonApp } from '../../src';
import { testApp } from '../support/app';
import { folderWith } from '../support/folder';
import { SCRIPT } from '../support/projects';

/** What a build may fetch, and from where. */
export const ACCESS_GOLDENS: Record<string, () => PythonApp> = {
  'pinned-bases': pinnedBases,
  'private-packages': privatePackages,
};

/** Base images by the digests of a lock file. */
function pinnedBases(): PythonApp {
  const images = { 'public.ecr.aws/docker/library/python:3.13-slim-trixie': `sha256:${'0123456789abcdef'.repeat(4)}` };
  return testApp({ source: folderWith(SCRIPT), baseImageLock: path.join(folderWith({ 'base-images.json': JSON.stringify({ images }) }), 'base-images.json') });
}

/** An index and two hosts of git, each with a secret of the build. */
function privatePackages(): PythonApp {
  const token = BuildSecret.fromEnvironment('CORP_TOKEN');
  return testApp({
    source: folderWith(SCRIPT),
    indexes: [PackageIndex.of({ url: 'https://pypi.example/simple', name: 'corp', credentials: IndexCredentials.fromPassword({ username: 'ci', password: token }) })],
    gitHosts: [
      GitHost.https({ host: 'git.example', token }),
      GitHost.ssh({ host: 'ssh.example', knownHosts: ['ssh.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA=='] }),
    ],
  });
}
