import { describe, expect, test } from 'vitest';
import {
  AlpineRuntimeStage, BaseImage, BuilderBase, Dockerfile, DistrolessRuntimeStage, IImageSource, ImagePlatform, LambdaRuntimeStage, NuitkaBuilderStage,
  NuitkaScratchStage,
  PrefixBuilderStage, PythonApp, PythonRuntimeStage, PythonVersion, ScratchRuntimeStage, SlimRuntimeStage, StageArtifact, VirtualenvBuilderStage,
  WheelBuilderStage,
} from '../../src';
import { CodedError } from '../../src/private/coded-error';
import { pinned, scriptApp } from '../support/script-app';
import { TestStage } from '../support/stages';

/** What may have compiled files in it: nothing says that there is a wheel of pure Python. */
const NATIVE = pinned('orjson');

const BASES = {
  slim: () => BaseImage.pythonSlim('3.13'),
  bookworm: () => BaseImage.pythonSlim('3.13', { suite: 'bookworm' }),
  older: () => BaseImage.pythonSlim('3.12'),
  alpine: () => BaseImage.pythonAlpine('3.13'),
  olderAlpine: () => BaseImage.pythonAlpine('3.12'),
  debian: () => BaseImage.debian(),
  debianBookworm: () => BaseImage.debian('bookworm'),
  allPythons: (app: PythonApp) => BuilderBase.allPythons(app, 'Base', { pythons: [PythonVersion.V3_12, PythonVersion.V3_13] }),
  ubuntu: (app: PythonApp) => BuilderBase.ubuntu(app, 'Base'),
  aws: () => BaseImage.pythonLambda('3.13'),
};

const BUILDERS: Record<string, (app: PythonApp, baseImage: IImageSource) => StageArtifact> = {
  virtualenv: (app, baseImage) => new VirtualenvBuilderStage(app, 'Builder', { baseImage }).virtualenv,
  moved: (app, baseImage) => new VirtualenvBuilderStage(app, 'Builder', { baseImage, path: '/opt/api' }).virtualenv,
  wheels: (app, baseImage) => new WheelBuilderStage(app, 'Builder', { baseImage }).wheelhouse,
  prefix: (app, baseImage) => new PrefixBuilderStage(app, 'Builder', { baseImage }).prefix,
};

const RUNTIMES: Record<string, (app: PythonApp, install: StageArtifact) => PythonRuntimeStage> = {
  slim: (app, install) => new SlimRuntimeStage(app, 'Runtime', { install }),
  slimBookworm: (app, install) => new SlimRuntimeStage(app, 'Runtime', { install, baseImage: BASES.bookworm() }),
  alpine: (app, install) => new AlpineRuntimeStage(app, 'Runtime', { install }),
  distroless: (app, install) => new DistrolessRuntimeStage(app, 'Runtime', { install }),
  scratch: (app, install) => new ScratchRuntimeStage(app, 'Runtime', { install }),
  scratchMusl: (app, install) => new ScratchRuntimeStage(app, 'Runtime', { install, baseImage: BASES.alpine() }),
  lambda: (app, install) => new LambdaRuntimeStage(app, 'Runtime', { install, handler: 'events.handle' }),
  lambdaSlim: (app, install) => new LambdaRuntimeStage(app, 'Runtime', { install, handler: 'events.handle', baseImage: BASES.slim() }),
};

const FITS = 'fits';
const LIBC = 'another libc';
const PYTHON = 'another Python';
const GLIBC = 'another version of glibc';
/** Debian's Python looks for what is beside it elsewhere. */
const PLACE = 'beside a Python in /usr/local';

/** What becomes of each builder on each base, in the order of the runtimes: all pairs that there are. An app on Ubuntu uses the Python 3.12 of it. */
const MATRIX: [keyof typeof BUILDERS, keyof typeof BASES, string[]][] = [
  //                                slim   bookworm alpine distroless scratch scratchMusl lambda lambdaSlim
  ['virtualenv', 'slim', [FITS, GLIBC, LIBC, PYTHON, FITS, LIBC, PYTHON, FITS]],
  ['virtualenv', 'bookworm', [FITS, FITS, LIBC, PYTHON, FITS, LIBC, PYTHON, FITS]],
  ['virtualenv', 'older', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['virtualenv', 'alpine', [LIBC, LIBC, FITS, PYTHON, LIBC, FITS, PYTHON, LIBC]],
  ['virtualenv', 'olderAlpine', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['virtualenv', 'debian', [PYTHON, PYTHON, PYTHON, FITS, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['virtualenv', 'debianBookworm', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['virtualenv', 'allPythons', [FITS, GLIBC, LIBC, PYTHON, FITS, LIBC, PYTHON, FITS]],
  ['virtualenv', 'ubuntu', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['virtualenv', 'aws', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, FITS, PYTHON]],
  ['moved', 'slim', [FITS, GLIBC, LIBC, PYTHON, FITS, LIBC, PYTHON, FITS]],
  ['moved', 'bookworm', [FITS, FITS, LIBC, PYTHON, FITS, LIBC, PYTHON, FITS]],
  ['moved', 'older', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['moved', 'alpine', [LIBC, LIBC, FITS, PYTHON, LIBC, FITS, PYTHON, LIBC]],
  ['moved', 'olderAlpine', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['moved', 'debian', [PYTHON, PYTHON, PYTHON, FITS, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['moved', 'debianBookworm', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['moved', 'allPythons', [FITS, GLIBC, LIBC, PYTHON, FITS, LIBC, PYTHON, FITS]],
  ['moved', 'ubuntu', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['moved', 'aws', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, FITS, PYTHON]],
  ['wheels', 'slim', [FITS, GLIBC, LIBC, FITS, FITS, LIBC, GLIBC, FITS]],
  ['wheels', 'bookworm', [FITS, FITS, LIBC, FITS, FITS, LIBC, GLIBC, FITS]],
  ['wheels', 'older', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['wheels', 'alpine', [LIBC, LIBC, FITS, LIBC, LIBC, FITS, LIBC, LIBC]],
  ['wheels', 'olderAlpine', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['wheels', 'debian', [FITS, GLIBC, LIBC, FITS, FITS, LIBC, GLIBC, FITS]],
  ['wheels', 'debianBookworm', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['wheels', 'allPythons', [FITS, GLIBC, LIBC, FITS, FITS, LIBC, GLIBC, FITS]],
  ['wheels', 'ubuntu', [FITS, PYTHON, LIBC, PYTHON, FITS, PYTHON, GLIBC, PYTHON]],
  ['wheels', 'aws', [FITS, FITS, LIBC, FITS, FITS, LIBC, FITS, FITS]],
  ['prefix', 'slim', [FITS, GLIBC, LIBC, PYTHON, FITS, LIBC, PYTHON, FITS]],
  ['prefix', 'bookworm', [FITS, FITS, LIBC, PYTHON, FITS, LIBC, PYTHON, FITS]],
  ['prefix', 'older', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['prefix', 'alpine', [LIBC, LIBC, FITS, PYTHON, LIBC, FITS, PYTHON, LIBC]],
  ['prefix', 'olderAlpine', [PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON, PYTHON]],
  ['prefix', 'debian', [PLACE, PLACE, PLACE, PLACE, PLACE, PLACE, PLACE, PLACE]],
  ['prefix', 'debianBookworm', [PLACE, PLACE, PLACE, PLACE, PLACE, PLACE, PLACE, PLACE]],
  ['prefix', 'allPythons', [FITS, GLIBC, LIBC, PYTHON, FITS, LIBC, PYTHON, FITS]],
  ['prefix', 'ubuntu', [PLACE, PLACE, PLACE, PLACE, PLACE, PLACE, PLACE, PLACE]],
  ['prefix', 'aws', [PLACE, PLACE, PLACE, PLACE, PLACE, PLACE, PLACE, PLACE]],
];

/** The error of a pair; `fits` when its Dockerfile can be written. */
function outcome(make: () => void): { readonly code: string; readonly text: string } {
  try {
    make();
    return { code: FITS, text: FITS };
  } catch (error) {
    if (error instanceof CodedError) {
      return { code: error.code, text: error.message };
    }
    throw error;
  }
}

const pair = (builder: string, base: keyof typeof BASES, runtime: string, requirements = NATIVE) => outcome(() => {
  const app = scriptApp(requirements, base === 'ubuntu' ? { python: PythonVersion.V3_12 } : {}, { 'events.py': 'def handle(event, context):\n    pass\n' });
  const target = RUNTIMES[runtime](app, BUILDERS[builder](app, BASES[base](app)));
  Dockerfile.fromTarget(target).render();
});

const CASES = MATRIX.flatMap(([builder, base, row]) => Object.keys(RUNTIMES).map((runtime, n) => ({ builder, base, runtime, expected: row[n] })));

test('no pair is left out', () => {
  const pairs = Object.keys(BUILDERS).flatMap((builder) => Object.keys(BASES).map((base) => `${builder} on ${base}`));
  expect(MATRIX.map(([builder, base]) => `${builder} on ${base}`).sort()).toEqual(pairs.sort());
  expect(MATRIX.filter(([, , row]) => row.length !== Object.keys(RUNTIMES).length)).toEqual([]);
});

describe.each(CASES)('$builder on $base with the runtime $runtime: $expected', ({ builder, base, runtime, expected }) => {
  test(expected === FITS ? 'is written' : 'fails and names both sides', () => {
    const { code, text } = pair(builder, base, runtime);
    expect(text).toContain(expected);
    if (expected !== FITS && expected !== PLACE) {
      expect(code).toBe('ArtifactMismatch');
      expect(text).toMatch(/found: .* in Stack\/Api\/Runtime\w*\n[^]*expected: .*, as in Stack\/Api\/Builder/);
    }
  });
});

test('fails for an environment at another path than the runtime has it, naming both', () => {
  const { code, text } = outcome(() => {
    const app = scriptApp(NATIVE);
    new SlimRuntimeStage(app, 'Runtime', { install: BUILDERS.moved(app, BASES.slim()), virtualenvPath: '/opt/other' });
  });
  expect(code).toBe('ArtifactMismatch');
  expect(text).toMatch(/environment for \/opt\/api from Stack\/Api\/Builder[^]*environment for \/opt\/other/);
});

describe('what has no compiled file', () => {
  const pairs = [['virtualenv', 'slimBookworm'], ['wheels', 'slimBookworm'], ['wheels', 'alpine'], ['prefix', 'slimBookworm']];

  test.each(pairs)('%s fits %s, too', (builder, runtime) => {
    expect(pair(builder, 'slim', runtime, '').text).toBe(FITS);
  });
});

test.each(Object.keys(BUILDERS))('fails for what another app made for another platform, naming both sides: %s', (builder) => {
  const arm = scriptApp(NATIVE, { platform: ImagePlatform.LINUX_ARM64 });
  const amd = scriptApp(NATIVE);
  const made = BUILDERS[builder](arm, BASES.slim());
  const target = new TestStage(amd, 'Target', { parent: BASES.slim() });
  expect(() => made._checkFits(target)).toThrow(/platform linux\/amd64 in Stack\/Api\/Target[^]*platform linux\/arm64, as in Stack\/Api\/Builder/);
});

describe('a compiled program', () => {
  const program = (baseImage: BaseImage, runtime: BaseImage) => outcome(() => {
    const app = scriptApp(pinned('idna'));
    const { binary } = new NuitkaBuilderStage(app, 'Builder', { baseImage });
    binary._checkFits(new TestStage(app, 'Target', { parent: runtime }));
  }).text;

  test('brings what it needs to the empty image', () => {
    const app = scriptApp(pinned('idna'));
    expect(outcome(() => Dockerfile.fromTarget(new NuitkaScratchStage(app, 'Tiny')).render()).text).toBe(FITS);
  });

  test.each([
    ['an older glibc', BaseImage.pythonFull('3.13'), BASES.bookworm(), GLIBC],
    ['musl', BaseImage.pythonFull('3.13'), BASES.alpine(), LIBC],
  ])('fails on %s, naming both sides', (_what, baseImage, runtime, expected) => {
    const text = program(baseImage, runtime);
    expect(text).toContain(expected);
    expect(text).toMatch(/in Stack\/Api\/Target[^]*as in Stack\/Api\/Builder/);
  });
});
