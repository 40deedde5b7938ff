import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ImagePlatform, type PythonAppProps, ScratchRuntimeStage, SystemPackages, VirtualenvBuilderStage, WheelBuilderStage } from '../../src';
import { addedFiles } from '../support/docker/added-files';
import { buildApp, type BuildAppOptions } from '../support/docker/build-app';
import { buildText } from '../support/docker/build-text';
import { elfMachine } from '../support/docker/elf-machine';
import { emulatedRun } from '../support/docker/emulated-run';
import { aarch64Handlers } from '../support/docker/emulation-handlers';
import { type BaseLayers, pushForeignBases } from '../support/docker/foreign-bases';
import { imageInspect } from '../support/docker/image-inspect';
import { LoopbackRegistry } from '../support/docker/loopback-registry';
import { removeImage } from '../support/docker/remove-image';
import type { TarEntry } from '../support/docker/tar-entries';
import { folderWith, writeFiles } from '../support/folder';
import { lockedScript } from '../support/locked-script';
import { writeWheels } from '../support/small-wheel';
import { uv } from '../support/uv';

const PYTHON = '/app/.venv/bin/python';
const images = new Set<string>();
let registry: LoopbackRegistry;
let bases: BaseLayers;

beforeAll(async () => {
  registry = await LoopbackRegistry.start();
  bases = await pushForeignBases(registry);
});

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
  await registry?.stop();
});

afterEach(() => expect(aarch64Handlers()).toEqual([]));

/** Builds with no step from a cache, where one may be that another engine or an emulator has run. */
async function build(props: PythonAppProps, options: BuildAppOptions = {}): Promise<string> {
  const { imageId } = await buildApp({ platform: ImagePlatform.LINUX_ARM64, registry: registry.host, ...props }, { noCache: true, ...options });
  images.add(imageId);
  return imageId;
}

function pyproject(name: string, dependencies: string[], ...more: string[]): string {
  return ['[project]', `name = "${name}"`, 'version = "1.0"', 'requires-python = ">=3.11"', `dependencies = ${JSON.stringify(dependencies)}`, ...more, ''].join('\n');
}

/** A script with a native wheel, pinned with hashes, and a library of Debian's. */
function scriptApp(): PythonAppProps {
  const source = lockedScript([
    'import ctypes, platform', 'from markupsafe._speedups import _escape_inner', '',
    'print(platform.machine(), _escape_inner("<"), ctypes.CDLL("libpq.so.5").PQlibVersion() // 10000)', '',
  ].join('\n'), ['markupsafe==3.0.3']);
  return { source, systemPackages: SystemPackages.apt({ runtimePackages: ['libpq5'] }) };
}

/** A package with a console script, and uv's lock. */
function packageApp(): PythonAppProps {
  const isPackage = ['[project.scripts]', 'report = "report:main"', '[build-system]', 'requires = ["hatchling"]', 'build-backend = "hatchling.build"'];
  const source = folderWith({
    'pyproject.toml': pyproject('report', ['pydantic-core==2.41.5'], ...isPackage),
    'src/report/__init__.py': 'import platform, pydantic_core\n\n\ndef main():\n    print(platform.machine(), pydantic_core.from_json("[1]"))\n',
  });
  uv(source, 'lock');
  return { source };
}

/** The machines that the ELF files are for, by their paths. */
function machines(files: Map<string, TarEntry>): Map<string, string> {
  return new Map([...files.values()].flatMap(({ path: file, content }) => {
    const machine = elfMachine(content);
    return machine === undefined ? [] : [[file, machine]];
  }));
}

/** The paths at which two images differ, when each is called by its machine in the names of files. */
function differing(arm64: Map<string, TarEntry>, amd64: Map<string, TarEntry>): string[] {
  const named = (text: string) => text.replaceAll('x86_64', 'aarch64');
  const others = new Map([...amd64.values()].map((entry) => [named(entry.path), { ...entry, target: named(entry.target) }]));
  return [...new Set([...arm64.keys(), ...others.keys()])].sort().filter((file) => {
    const [one, other] = [arm64.get(file), others.get(file)];
    return one === undefined || other === undefined || !one.content.equals(other.content)
      || (['type', 'mode', 'owner', 'target'] as const).some((fact) => one[fact] !== other[fact]);
  });
}

test('nothing runs programs for aarch64 here: no handler is registered, and a RUN in the base for arm64 fails', async () => {
  const run = buildText([`FROM ${registry.host}/docker/library/python:3.13-slim-trixie`, 'RUN true'], { platform: 'linux/arm64', noCache: true });
  await expect(run, 'the engine emulates aarch64, so these tests show nothing').rejects.toThrow(/exec format error/);
});

test('requirements with hashes: the image is made of arm64 wheels and libraries without running one, and it runs', async () => {
  const image = await build(scriptApp());
  expect(await imageInspect(image)).toMatchObject({ Os: 'linux', Architecture: 'arm64' });
  const found = machines(await addedFiles(image, bases.arm64));
  expect(new Set(found.values())).toEqual(new Set(['aarch64']));
  expect([...found.keys()].join('\n')).toMatch(/site-packages\/markupsafe\/_speedups\.cpython-313-aarch64-linux-gnu\.so$/m);
  expect([...found.keys()].join('\n')).toMatch(/^usr\/lib\/aarch64-linux-gnu\/libpq\.so\.5/m);
  expect(await emulatedRun(image, [PYTHON, '/app/main.py'])).toBe('aarch64 &lt; 17\n');
});

test('uv.lock and a package: the same', async () => {
  const image = await build(packageApp());
  expect(await imageInspect(image)).toMatchObject({ Os: 'linux', Architecture: 'arm64', Config: { Entrypoint: ['/app/.venv/bin/report'] } });
  const found = machines(await addedFiles(image, bases.arm64));
  expect([...found.entries()]).toEqual([[expect.stringContaining('/pydantic_core/'), 'aarch64']]);
  expect(await emulatedRun(image, [PYTHON, '/app/.venv/bin/report'])).toBe('aarch64 [1]\n');
});

test.each([
  ['requirements with hashes', scriptApp, '/app/main.py', 'aarch64 &lt; 17\n'],
  ['uv.lock and a package', packageApp, '/app/.venv/bin/report', 'aarch64 [1]\n'],
])('wheels of %s: the same image of arm64 wheels, installed from a wheelhouse on the platform that builds', async (_what, app, program, output) => {
  const props = app();
  const image = await build(props, { configure: (made) => void new WheelBuilderStage(made, 'Wheels') });
  expect(new Set(machines(await addedFiles(image, bases.arm64)).values())).toEqual(new Set(['aarch64']));
  expect(await emulatedRun(image, [PYTHON, program])).toBe(output);
});

test('Python itself and its libraries are gathered for arm64 in the empty image without running them, and it runs', async () => {
  const image = await build(scriptApp(), {
    configure: (app) => void new ScratchRuntimeStage(app, 'Runtime', { install: new VirtualenvBuilderStage(app, 'Builder').virtualenv }),
  });
  expect(new Set(machines(await addedFiles(image, [])).values())).toEqual(new Set(['aarch64']));
  expect(await emulatedRun(image, [PYTHON, '/app/main.py'])).toBe('aarch64 &lt; 17\n');
});

test('an app of wheels for 32-bit ARM, for which uv has no name, is built whole with nothing emulated, and it runs', async () => {
  const source = path.join(__dirname, '..', '..', 'examples', 'fleet', 'sensor');
  const { imageId, log } = await buildApp({ source, platform: ImagePlatform.LINUX_ARM_V7, registry: registry.host }, { noCache: true });
  images.add(imageId);
  expect(await imageInspect(imageId)).toMatchObject({ Os: 'linux', Architecture: 'arm', Variant: 'v7' });
  const found = machines(await addedFiles(imageId, bases.armhf));
  expect(found.size).toBeGreaterThan(0);
  expect(new Set(found.values())).toEqual(new Set(['arm']));
  expect(log).toMatch(/--platform manylinux_2_41_armv7l/);
  expect(await emulatedRun(imageId, [PYTHON, '/app/main.py'], 'linux/arm/v7')).toBe('armv7l cpython-313-arm-linux-gnueabihf\n');
});

test('an index of wheels for 32-bit ARM: what would compile is taken from there, with nothing emulated', async () => {
  const wheel = 'psycopg2-2.9.10-cp313-cp313-linux_armv7l.whl';
  const source = folderWith({ 'main.py': 'from importlib.metadata import version\n\nprint(version("psycopg2"))\n', 'wheels/README': '' });
  writeWheels(path.join(source, 'wheels'), wheel);
  const hash = createHash('sha256').update(fs.readFileSync(path.join(source, 'wheels', wheel))).digest('hex');
  writeFiles(source, { 'requirements.txt': `--find-links wheels\npsycopg2==2.9.10 --hash=sha256:${hash}\n` });
  const { imageId } = await buildApp({ source, platform: ImagePlatform.LINUX_ARM_V7, registry: registry.host }, {
    noCache: true, configure: (app) => void new WheelBuilderStage(app, 'Wheels', { onlyBinary: true }),
  });
  images.add(imageId);
  expect(await emulatedRun(imageId, [PYTHON, '/app/main.py'], 'linux/arm/v7')).toBe('2.9.10\n');
});

test('the images of one app for arm64 and amd64 differ in machine code and in the records of it', async () => {
  const app = scriptApp();
  const arm64 = await build(app, { noCache: false });
  const amd64 = await build({ ...app, platform: ImagePlatform.LINUX_AMD64 });
  expect((await imageInspect(arm64)).Config).toEqual((await imageInspect(amd64)).Config);
  const files = await addedFiles(arm64, bases.arm64);
  const code = machines(files);
  const differences = differing(files, await addedFiles(amd64, bases.amd64));
  expect(differences).toEqual(expect.arrayContaining([...code.keys()]));
  expect(differences.filter((file) => !code.has(file) && !file.startsWith('var/lib/dpkg/status.d/'))).toEqual([
    'app/.venv/lib/python3.13/site-packages/markupsafe-3.0.3.dist-info/RECORD',
    'app/.venv/lib/python3.13/site-packages/markupsafe-3.0.3.dist-info/WHEEL',
    'etc/ld.so.cache',
  ]);
});

test('the same Dockerfile with every stage on the platform of the image cannot be built here', async () => {
  const stagedContext = (folder: string) => {
    const text = fs.readFileSync(path.join(folder, 'Dockerfile'), 'utf8');
    expect(text).toContain('FROM --platform=$BUILDPLATFORM ');
    writeFiles(folder, { Dockerfile: text.replaceAll('FROM --platform=$BUILDPLATFORM ', 'FROM ') });
  };
  await expect(build(scriptApp(), { stagedContext })).rejects.toThrow(/exec format error/);
});

test('a library that the image for arm64 lacks fails the build, with its name and what needs it there', async () => {
  const requirement = 'tkinterdnd2==0.7.0 --hash=sha256:f93d4f5ad439648ba1673f15db3e271cdd08f075c87f43553ffcdde4e634a717\n';
  const source = folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': requirement });
  const failure: unknown = await build({ source }, { noCache: false }).catch((error: unknown) => error);
  expect(String(failure)).toMatch(/libX11\.so\.6 \(Debian package libx11-6\)(.|\n)*needed by tkinterdnd2\/tkdnd\/linux-arm64\/libtkdnd/);
  expect(String(failure)).toMatch(/SystemPackages\.apt\(\{ runtimePackages: \['libx11-6', 'libxcursor1'\] \}\)/);
  expect(String(failure)).not.toContain('linux-x64');
});
