import { describe, expect, test } from 'vitest';
import { BaseImage, LockFile, LockStage, LockStageProps } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT, UV_ASGI } from '../../support/projects';
import { readStages } from '../../support/read-stages';

const IN = { 'main.py': '', 'requirements.in': 'idna\n' };
const lockOf = (files: Record<string, string>, props: LockStageProps = {}) => new LockStage(testApp({ source: folderWith(files) }), 'Lock', props);
const computation = (stage: LockStage) => readStages(stage)['lock-computation'].runs[0];
const read = (stage: LockStage) => computation(stage).flags.flatMap((flag) => /source=files\/([^,]+)/.exec(flag)?.[1] ?? []);

test('the target has the lock and nothing else', () => {
  const stage = lockOf(IN);
  expect(readStages(stage).lock).toEqual({ from: 'scratch', lines: ['COPY --from=lock-computation /out/requirements.txt /'], runs: [] });
  expect(stage.lockFile).toBeInstanceOf(LockFile);
});

test('it is computed in the base that will run it, with the caches of that base', () => {
  const baseImage = BaseImage.pythonSlim('3.13', { suite: 'bookworm' });
  const stages = readStages(lockOf(IN, { baseImage, systemPackages: ['libpq-dev'] }));
  expect(stages['lock-toolchain'].from).toBe('public.ecr.aws/docker/library/python:3.13-slim-bookworm');
  expect(stages['lock-toolchain'].lines.join('\n')).toContain('--no-install-recommends libpq-dev');
  const { flags, commands } = stages['lock-computation'].runs[0];
  expect(flags[0]).toBe('--mount=type=cache,id=uv-debian-bookworm-3.13,target=/root/.cache/uv');
  expect(commands).toEqual([
    '/usr/local/bin/python3.13 -I /tools/compute-lock --source /src --requirements requirements.in --lock requirements.txt'
    + ' --image public.ecr.aws/docker/library/python:3.13-slim-bookworm --into /out -- --python /usr/local/bin/python3.13',
  ]);
});

describe('what is read and what is made', () => {
  test.each<[string, Record<string, string>, string[], string]>([
    ['requirements.in', IN, ['requirements.in'], 'requirements.txt'],
    ['a lock that is there, to be kept', { ...IN, 'requirements.txt': 'idna==3.9\n' }, ['requirements.in', 'requirements.txt'], 'requirements.txt'],
    ['what requirements.in includes', { ...IN, 'requirements.in': '-r base.in\n-c pins.txt\n', 'base.in': 'idna\n', 'pins.txt': '' }, ['base.in', 'pins.txt', 'requirements.in'], 'requirements.txt'],
    ['pyproject.toml', FLAT, ['pyproject.toml'], 'uv.lock'],
    ['pyproject.toml with the lock of uv', UV_ASGI, ['pyproject.toml', 'uv.lock'], 'uv.lock'],
    ['pyproject.toml with a requirements.txt', { ...FLAT, 'requirements.txt': '' }, ['pyproject.toml', 'requirements.txt'], 'requirements.txt'],
  ])('%s', (_, files, expected, made) => {
    const stage = lockOf(files);
    expect(read(stage)).toEqual(expected);
    expect(stage.file).toBe(made);
  });

  test('extras and groups of a requirements file, under the name that is asked for', () => {
    const stage = lockOf(FLAT, { file: 'dev.txt', extras: ['pg'], groups: ['test'] });
    expect(computation(stage).commands[0]).toMatch(/--requirements pyproject\.toml --lock dev\.txt .* -- --python \S+ --extra=pg --group=test$/);
    expect(computation(lockOf(FLAT, { groups: ['test'] })).commands[0]).not.toContain('--group');
  });
});

test('fails when there is nothing to lock', () => {
  expect(() => lockOf({ 'main.py': '' })).toThrow(coded('LockNotFound', /^Stack\/Api\/Lock: (.|\n)*no pyproject\.toml in the source(.|\n)*a requirements\.in/));
  expect(() => lockOf(IN, { requirements: 'other.in' })).toThrow(coded('LockNotFound', /no other\.in/));
});

test('fails when a uv.lock is to be made of something else than a pyproject.toml', () => {
  expect(() => lockOf(IN, { file: 'uv.lock' })).toThrow(coded('LockInvalid', /requirements\.in/));
});
