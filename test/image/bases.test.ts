import { execFileSync } from 'child_process';
import { expect, test } from 'vitest';

/** What an interpreter inside an image says of itself. */
const FACTS = [
  'import json, os, platform, shutil, sys, sysconfig',
  'print(json.dumps({',
  '  "version": "%d.%d" % sys.version_info[:2],',
  '  "path": os.path.realpath(sys.executable),',
  '  "libc": "musl" if "musl" in sysconfig.get_config_var("SOABI") else platform.libc_ver()[0],',
  '  "compiler": shutil.which("gcc"),',
  '  "shell": os.path.exists("/bin/sh"),',
  '  "apt": shutil.which("apt-get"),',
  '}))',
].join('\n');

function factsOf(image: string, python: string): unknown {
  const output = execFileSync('docker', ['run', '--rm', '--entrypoint', python, image, '-c', FACTS], { encoding: 'utf8' });
  return JSON.parse(output);
}

// What the catalogue of base images promises, asked of the images that the other tests build from.
test.each([
  ['public.ecr.aws/docker/library/python:3.13-slim-trixie', '/usr/local/bin/python3.13', { compiler: null, shell: true, apt: '/usr/bin/apt-get' }],
  ['public.ecr.aws/docker/library/python:3.13-trixie', '/usr/local/bin/python3.13', { compiler: '/usr/bin/gcc', shell: true, apt: '/usr/bin/apt-get' }],
  ['gcr.io/distroless/python3-debian13:nonroot', '/usr/bin/python3.13', { compiler: null, shell: false, apt: null }],
])('%s has glibc and Python 3.13 at %s', (image, python, rest) => {
  expect(factsOf(image, python)).toEqual({ version: '3.13', path: python, libc: 'glibc', ...rest });
});
