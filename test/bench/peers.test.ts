import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { peerNames } from '../../bench/peer-subject';

const PEERS = path.join(__dirname, '..', '..', 'bench', 'peers');
const dockerfile = (name: string) => fs.readFileSync(path.join(PEERS, name, 'Dockerfile'), 'utf8');

test('the library is measured against these, and the page tells of each', () => {
  const page = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'benchmarks.md'), 'utf8');
  expect(peerNames()).toEqual(['base-builder-release', 'lock-in-docker', 'naive', 'prefix', 'uv-guide', 'venv-copy', 'wheelhouse']);
  expect(peerNames().filter((name) => !page.includes(`../bench/peers/${name}/Dockerfile`))).toEqual([]);
});

test.each(peerNames())('%s starts from the bases that the library starts from', (name) => {
  const stages = [...dockerfile(name).matchAll(/^FROM (\S+)(?: AS (\S+))?/gm)].map(([, base, stage]) => ({ base, stage }));
  const bases = stages.map(({ base }) => base).filter((base) => !stages.some(({ stage }) => stage === base));
  expect(bases.length).toBeGreaterThan(0);
  expect(bases.filter((base) => !['python:3.13-slim-trixie', 'python:3.13-trixie'].includes(base))).toEqual([]);
});
