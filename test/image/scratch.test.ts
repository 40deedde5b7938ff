import { afterAll, beforeAll, expect, test } from 'vitest';
import { BaseImage, type PythonApp, ScratchRuntimeStage, type ScratchRuntimeStageProps, SystemPackages, VirtualenvBuilderStage, WheelBuilderStage } from '../../src';
import { BASES } from '../support/bases';
import { buildApp, type BuildAppOptions } from '../support/docker/build-app';
import { imageInspect } from '../support/docker/image-inspect';
import { expectEnd, expectFindings, expectTls, READ_ONLY } from '../support/docker/probe-findings';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith } from '../support/folder';
import { PROBE } from '../support/projects';

const PYTHON = { ...READ_ONLY, entrypoint: '/app/.venv/bin/python' };
const images = new Set<string>();
let probe: string;

const onScratch = (props: Partial<ScratchRuntimeStageProps> = {}, baseImage?: BaseImage) => (app: PythonApp) => void new ScratchRuntimeStage(app, 'Runtime', {
  install: new VirtualenvBuilderStage(app, 'Builder', { baseImage }).virtualenv, baseImage, ...props,
});

async function build(source: string, configure: (app: PythonApp) => void, options: BuildAppOptions = {}): Promise<string> {
  const { imageId } = await buildApp({ source }, { configure, ...options });
  images.add(imageId);
  return imageId;
}

beforeAll(async () => {
  probe = await build(PROBE, onScratch());
});

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

test('Python in the empty image finds everything, read-only and as a number', () => expectFindings(probe));

test('it speaks TLS to a server whose name it has resolved', () => expectTls(probe));

test('it ends by its signal as process 1', () => expectEnd(probe));

test('it is less than a third of the slim base, has no shell and no other program, and says which packages its libraries are of', async () => {
  const [ours, slim] = await Promise.all([imageInspect(probe), imageInspect('public.ecr.aws/docker/library/python:3.13-slim-trixie')]);
  expect(ours.Size).toBeLessThan(38e6);
  expect(ours.Size).toBeLessThan(slim.Size / 3);
  const looking = [
    'import json, os', 'programs = [name for folder in os.environ["PATH"].split(":") if os.path.isdir(folder) for name in os.listdir(folder)]',
    'print(json.dumps([sorted(set(programs)), os.listdir("/var/lib/dpkg/status.d"), os.path.exists("/bin/sh")]))',
  ].join('\n');
  const [programs, records, shell] = JSON.parse(await runInImage(probe, ['-c', looking], PYTHON)) as [string[], string[], boolean];
  expect(programs.filter((name) => !/^(python[\d.]*|activate.*|Activate\.ps1|probe)$/.test(name))).toEqual([]);
  expect(records).toEqual(expect.arrayContaining(['libc6', 'libssl3t64', 'tzdata']));
  expect(shell).toBe(false);
});

test('two builds without a cache are the same image', async () => {
  expect(await build(PROBE, onScratch(), { noCache: true })).toBe(probe);
});

test('extension modules and libraries that were unpacked find theirs; a module that is done without is not there', async () => {
  const image = await build(BASES, (app) => void new ScratchRuntimeStage(app, 'Runtime', {
    install: new WheelBuilderStage(app, 'Wheels').wheelhouse, systemPackages: SystemPackages.apt({ runtimePackages: ['libpq5'] }), excludedModules: ['sqlite3'],
  }));
  expect(JSON.parse(await runInImage(image, [], READ_ONLY))).toMatchObject({ suffix: 'cpython-313-x86_64-linux-gnu', tls: true, writable: [], cached: true });
  const opened = 'import ctypes, importlib.util; print(ctypes.CDLL("libpq.so.5").PQlibVersion() > 150000, importlib.util.find_spec("sqlite3"))';
  expect(await runInImage(image, ['-c', opened], PYTHON)).toBe('True None\n');
});

test('on musl, too', async () => {
  const image = await build(BASES, onScratch({ excludedModules: ['zoneinfo'] }, BaseImage.pythonAlpine('3.13')));
  expect(JSON.parse(await runInImage(image, [], READ_ONLY))).toMatchObject({ suffix: 'cpython-313-x86_64-linux-musl', tls: true, writable: [], cached: true });
});

test('an app that needs a module which is done without fails its build', async () => {
  const source = folderWith({ 'main.py': 'import sqlite3\n\nprint(sqlite3.sqlite_version)\n' });
  await expect(build(source, onScratch({ excludedModules: ['sqlite3'] }))).rejects.toThrow(/No module named 'sqlite3'/);
});
