import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Entrypoint, SlimRuntimeStage, WheelBuilderStage } from '../../src';
import { buildApp } from '../support/docker/build-app';
import type { BuiltImage } from '../support/docker/docker-build';
import { dockerHistory } from '../support/docker/docker-history';
import { imageInspect } from '../support/docker/image-inspect';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { withContainer } from '../support/docker/with-container';
import { INVENTORY } from '../support/projects';

const SHELL = { entrypoint: 'sh', user: '0' };
const source = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-'));
const images: string[] = [];
let image: BuiltImage;

async function build(options: Parameters<typeof buildApp>[1] = {}): Promise<BuiltImage> {
  const built = await buildApp({ source }, options);
  images.push(built.imageId);
  return built;
}

beforeAll(async () => {
  fs.cpSync(INVENTORY, source, { recursive: true });
  image = await build();
});

afterAll(async () => {
  fs.rmSync(source, { recursive: true });
  for (const id of new Set(images)) {
    await removeImage(id);
  }
});

async function answerOf(imageId: string): Promise<Record<string, unknown>> {
  return withContainer({ image: imageId, readOnly: true, tmpfs: ['/tmp'], ports: [8000] }, async (container) =>
    JSON.parse((await container.httpGet('/')).body) as Record<string, unknown>);
}

test('answers over HTTP with native libraries at work, on a read-only file system, as a number that is not root', async () => {
  await withContainer({ image: image.imageId, readOnly: true, tmpfs: ['/tmp'], ports: [8000] }, async (container) => {
    const answer = JSON.parse((await container.httpGet('/')).body) as Record<string, number | string>;
    expect(answer).toMatchObject({ greeting: 'hello from inventory', pieces: 555 });
    expect(answer.libpq).toBeGreaterThanOrEqual(150000);
    expect(answer.jpegBytes).toBeGreaterThan(500);
    expect(await container.exec(['id', '-u'])).toBe('10001\n');
    expect(await container.exec(['python', '-c', 'import getpass, os; print(getpass.getuser(), os.path.expanduser("~"))'])).toBe('app /tmp\n');
    await expect(container.exec(['touch', '/app/x'])).rejects.toThrow(/Read-only|denied/);
    const { seconds, exitCode } = await container.stop();
    expect(exitCode).not.toBe(137);
    expect(seconds).toBeLessThan(2);
  });
});

test('root owns the code and the user cannot write it, also on a file system that can be written', async () => {
  const words = ['-c', 'find /app -xdev ! -user 0 -o -type f -perm /022 | head; find /app -xdev | wc -l'];
  const [...lines] = (await runInImage(image.imageId, words, SHELL)).trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(Number(lines[0])).toBeGreaterThan(500);
  await expect(runInImage(image.imageId, ['-c', 'touch /app/x'], { entrypoint: 'sh' })).rejects.toThrow(/denied/);
});

test('every module is byte-compiled, and no byte code asks for the time of its source', async () => {
  const program = [
    'import pathlib, struct',
    'sources = [p for p in pathlib.Path("/app/.venv").rglob("*.py")]',
    'pycs = [p for p in pathlib.Path("/app/.venv").rglob("*.pyc")]',
    'flags = {struct.unpack("<I", p.read_bytes()[4:8])[0] for p in pycs}',
    'print(flags, len(pycs) / len(sources) > 0.98, any("inventory" in str(p) for p in pycs))',
  ].join('\n');
  expect(await runInImage(image.imageId, ['-c', program], { entrypoint: 'python' })).toBe('{1} True True\n');
});

test('has no compiler, no uv, and no program that the base does not have but those of the environment', async () => {
  const base = 'public.ecr.aws/docker/library/python:3.13-slim-trixie';
  const list = ['-c', 'find / -xdev -type f -perm /111 ! -name "*.so*" ! -path "/proc/*" | sort'];
  const [ours, theirs] = await Promise.all([runInImage(image.imageId, list, SHELL), runInImage(base, list, SHELL)]);
  const added = ours.split('\n').filter((file) => !theirs.split('\n').includes(file));
  expect(added.filter((file) => !file.startsWith('/app/.venv/bin/'))).toEqual([]);
  expect(added.map((file) => path.basename(file))).toContain('inventory');
  const { Env } = (await imageInspect(image.imageId)).Config;
  await expect(runInImage(image.imageId, ['-c', 'command -v gcc cc uv'], { entrypoint: 'sh' })).rejects.toThrow();
  expect(Env?.some((variable) => variable.startsWith('UV_'))).toBe(false);
});

describe('a change of one line', () => {
  test('runs the new code from one new layer of a few kilobytes', async () => {
    const before = await imageInspect(image.imageId);
    const file = path.join(source, 'src/inventory/app.py');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf-8').replace('hello from inventory', 'good morning'));
    const changed = await build();
    const after = await imageInspect(changed.imageId);
    expect(await answerOf(changed.imageId)).toMatchObject({ greeting: 'good morning' });
    const layers = after.RootFS.Layers.filter((layer) => !before.RootFS.Layers.includes(layer));
    expect(layers).toHaveLength(1);
    expect(after.RootFS.Layers.indexOf(layers[0])).toBeGreaterThan(before.RootFS.Layers.length - 3);
    const [copy] = (await dockerHistory(changed.imageId)).filter(({ createdBy }) => createdBy.startsWith('COPY /checked/'));
    expect(copy.bytes).toBeGreaterThan(1000);
    expect(copy.bytes).toBeLessThanOrEqual(16_000);
    const [, dependencies] = /^#(\d+) \[builder \d\/\d\] RUN/m.exec(changed.log) ?? [];
    expect(changed.log).toMatch(new RegExp(`^#${dependencies} CACHED$`, 'm'));
  });

  test('back again is the image that was there before', async () => {
    fs.cpSync(INVENTORY, source, { recursive: true });
    expect((await build()).imageId).toBe(image.imageId);
  });
});

test('two builds without a cache are the same image', async () => {
  // Empty cache mounts, too: everything is fetched and compiled again.
  const elsewhere = (folder: string) => {
    const file = path.join(folder, 'Dockerfile');
    const text = fs.readFileSync(file, 'utf-8');
    const fresh = text.replace(/type=cache,(?:id=[^,]+,)?target=([^, ]+)/g, (_, target: string) =>
      `type=cache,id=${path.basename(source)}${target},target=${target}`);
    expect(fresh).not.toBe(text);
    fs.writeFileSync(file, fresh);
  };
  expect((await build({ noCache: true })).imageId).toBe(image.imageId);
  expect((await build({ noCache: true, stagedContext: elsewhere })).imageId).toBe(image.imageId);
});

test('by wheels: the same answer, and no wheel is in the image', async () => {
  const built = await build({
    configure: (app) => {
      const wheels = new WheelBuilderStage(app, 'Wheels');
      new SlimRuntimeStage(app, 'Runtime', { install: wheels.wheelhouse, entrypoint: Entrypoint.asgi('inventory.app:app') });
    },
  });
  expect(await answerOf(built.imageId)).toMatchObject({ greeting: 'hello from inventory', pieces: 555 });
  expect(await runInImage(built.imageId, ['-c', 'find / -xdev -name "*.whl" ! -path "*/ensurepip/*" | wc -l'], SHELL)).toBe('0\n');
});
