import { describe, expect, test } from 'vitest';
import { BaseImage, BuilderProps, Dependencies, ImagePlatform, PythonApp, PythonAppProps, PythonVersion, SystemPackages } from '../../../src';
import { BuilderPlan, planBuilder } from '../../../src/stages/builders/builder-plan';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT } from '../../support/projects';
import { pinned, scriptApp } from '../../support/script-app';

const HEADERS = ['gcc', 'libc6-dev', 'libpq-dev'];
const UNKNOWN = '--no-binary idna\nidna==3.10\n';

/** The base image by its tag, the packages of apt, and where it runs. */
function decided({ baseImage, systemPackages, onBuildPlatform, uvPlatform }: BuilderPlan): unknown[] {
  return [baseImage.rootImage._reference('r').replace(/.*:/, ''), systemPackages, onBuildPlatform ? uvPlatform : 'target'];
}

const plan = (app: PythonApp, props: BuilderProps = {}) => planBuilder(app, 'Builder', props);
const flat = (files: Record<string, string>, props: Partial<PythonAppProps> = {}) => testApp({ source: folderWith({ ...FLAT, ...files }), ...props });

describe('what compiles decides', () => {
  test('nothing: the slim image on the platform that builds, and uv is told the target', () => {
    expect(decided(plan(scriptApp(pinned('idna'))))).toEqual(['3.13-slim-trixie', [], 'x86_64-manylinux_2_40']);
    expect(decided(plan(scriptApp(pinned('idna'), { platform: ImagePlatform.LINUX_ARM64 })))).toEqual(['3.13-slim-trixie', [], 'aarch64-manylinux_2_40']);
  });

  test('what the catalogue knows: the slim image with the headers', () => {
    expect(decided(plan(scriptApp(pinned('psycopg2'))))).toEqual(['3.13-slim-trixie', HEADERS, 'target']);
  });

  test('what nobody knows: the full image, and the headers of the rest', () => {
    expect(decided(plan(scriptApp(UNKNOWN)))).toEqual(['3.13-trixie', [], 'target']);
    expect(decided(plan(scriptApp(`${UNKNOWN}psycopg2==2.9.11\n`)))).toEqual(['3.13-trixie', HEADERS, 'target']);
  });

  test('packages that the user lists: they suffice, and have to run where the target runs', () => {
    const systemPackages = SystemPackages.apt({ buildPackages: ['gcc'] });
    expect(decided(plan(scriptApp(UNKNOWN), { systemPackages }))).toEqual(['3.13-slim-trixie', ['gcc'], 'target']);
    expect(decided(plan(scriptApp(pinned('idna')), { systemPackages }))).toEqual(['3.13-slim-trixie', ['gcc'], 'target']);
  });

  test('the own code: the full image, unless a compiler is there for the rest', () => {
    expect(decided(plan(flat({})))).toEqual(['3.13-slim-trixie', [], 'x86_64-manylinux_2_40']);
    expect(decided(plan(flat({ 'greeter/fast.pyx': '' })))).toEqual(['3.13-trixie', [], 'target']);
    expect(decided(plan(flat({ 'greeter/fast.pyx': '', 'requirements.txt': pinned('psycopg2') })))).toEqual(['3.13-slim-trixie', HEADERS, 'target']);
  });

  test('a target that uv has no name for builds where it runs', () => {
    expect(decided(plan(scriptApp(pinned('idna'), { platform: ImagePlatform.LINUX_ARM_V7 })))).toEqual(['3.13-slim-trixie', [], 'target']);
  });
});

describe('a base image of the user', () => {
  const interpreter = { implementation: 'cpython', version: '3.12', path: '/usr/bin/python3' };

  test('is taken whatever compiles, and its Python and suite are those that packages are chosen for', () => {
    const { python, ...rest } = plan(scriptApp(`${UNKNOWN}psycopg2==2.9.11\n`), { baseImage: BaseImage.pythonSlim('3.12', { suite: 'bookworm' }) });
    expect(decided({ python, ...rest })).toEqual(['3.12-slim-bookworm', HEADERS, 'target']);
    expect(python).toEqual({ implementation: 'cpython', version: '3.12', path: '/usr/local/bin/python3.12' });
  });

  test('of an older glibc is what uv is told; of an unknown one it builds where the target runs', () => {
    const app = scriptApp(pinned('idna'));
    expect(decided(plan(app, { baseImage: BaseImage.pythonSlim('3.13', { suite: 'bookworm' }) }))[2]).toBe('x86_64-manylinux_2_36');
    expect(decided(plan(app, { baseImage: BaseImage.of({ reference: 'mine:1', python: interpreter }) }))).toEqual(['1', [], 'target']);
  });

  test('fails when nothing is known of its Python', () => {
    expect(() => plan(scriptApp(pinned('idna')), { baseImage: BaseImage.of({ reference: 'mine:1' }) }))
      .toThrow(coded('BaseImageInvalid', /^Stack\/Api\/Builder: nothing is known of the Python/));
  });
});

test('fails for a Python that the lock of the stage excludes', () => {
  const app = testApp({
    source: folderWith({
      'main.py': 'print(1)\n',
      'pyproject.toml': '[project]\nname = "web"\nversion = "1.0"\n',
      'uv.lock': 'version = 1\nrequires-python = ">=3.14"\n[[package]]\nname = "web"\nversion = "1.0"\nsource = { virtual = "." }\n',
    }),
    dependencies: Dependencies.none(),
    python: PythonVersion.V3_13,
  });
  expect(() => plan(app, { dependencies: Dependencies.fromUvLock() })).toThrow(coded('PythonExcluded', /^Stack\/Api\/Builder: .*3\.13(.|\n)*uv\.lock/));
});

describe('what the app says', () => {
  const systemPackages = SystemPackages.apt({ buildPackages: ['make'] });
  const app = () => scriptApp(pinned('idna'), { systemPackages, dependencies: Dependencies.fromRequirements({ file: 'prod.txt' }) }, { 'prod.txt': pinned('h11') });

  test('holds for its builders', () => {
    expect(plan(app())).toMatchObject({ dependencies: { file: 'prod.txt' }, systemPackages: ['make'], requested: systemPackages });
  });

  test('does not, where the stage says otherwise', () => {
    const none = SystemPackages.none();
    expect(plan(app(), { systemPackages: none, dependencies: Dependencies.fromRequirements() }))
      .toMatchObject({ dependencies: { file: 'requirements.txt' }, systemPackages: [], requested: none });
  });
});
