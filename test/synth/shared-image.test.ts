import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import {
  BaseImage, Entrypoint, ImagePlatform, PythonApp, RuntimeBaseStage, SharedImage, SharedStages, SlimRuntimeStage, SystemPackages,
  VirtualenvBuilderStage, WheelBuilderStage, WheelhouseBuilderStage,
} from '../../src';
import { testStack } from '../support/app';
import { coded } from '../support/coded';
import { imageAssets } from '../support/docker/image-assets';
import { folderWith } from '../support/folder';
import { SCRIPT } from '../support/projects';
import { readStage, readStages } from '../support/read-stages';

const ACTIVATE = 'ENTRYPOINT ["/bin/sh", "-c", ". /app/.venv/bin/activate && exec \\"$@\\"", "activate"]';

describe('a base of several apps', () => {
  test('has libraries, variables, an empty environment and an entry point that activates it', () => {
    const stages = readStages(new RuntimeBaseStage(new SharedStages(testStack(), 'Platform'), 'Base', {
      systemPackages: SystemPackages.apt({ runtimePackages: ['libpq5'] }), environment: { TZ: 'UTC' },
    }));
    expect(stages['base-system'].runs[0].commands).toEqual([
      'sh /tools/unpack-packages --root /out --architecture amd64 libpq5', expect.stringContaining('touch'),
    ]);
    expect(stages['base-virtualenv'].from).toMatch(/^--platform=\$BUILDPLATFORM /);
    expect(stages.base.lines).toEqual([
      'ENV HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 TZ=UTC', 'ENV PATH=/app/.venv/bin:$PATH',
      'COPY --link --from=base-system /out/ /', 'COPY --link --from=base-virtualenv /out/ /', ACTIVATE, 'CMD ["python"]',
    ]);
  });

  test('has the Python and the platform of its scope', () => {
    const scope = new SharedStages(testStack(), 'Platform', { platform: ImagePlatform.LINUX_ARM64, registry: 'docker.io' });
    expect(readStage(new RuntimeBaseStage(scope, 'Base')).from).toBe('docker.io/library/python:3.13-slim-trixie');
    expect(new SharedImage(scope, 'Image', { target: new RuntimeBaseStage(scope, 'Other') }).platform).toBe(ImagePlatform.LINUX_ARM64);
  });
});

describe('a builder of several apps', () => {
  const builder = (systemPackages?: SystemPackages) => readStages(new WheelhouseBuilderStage(new SharedStages(testStack(), 'Platform'), 'Builder', { systemPackages }));

  test('is the full image, or the slim one with what it is told', () => {
    expect(builder()['builder-toolchain'].from).toBe('public.ecr.aws/docker/library/python:3.13-trixie');
    const stages = builder(SystemPackages.apt({ buildPackages: ['gcc'] }));
    expect(stages['builder-toolchain'].from).toBe('public.ecr.aws/docker/library/python:3.13-slim-trixie');
    expect(stages['builder-toolchain'].runs[0].commands.at(-1)).toBe('apt-get install --yes --no-install-recommends gcc');
  });

  test('fills a wheelhouse when it is run', () => {
    expect(builder().builder.lines.slice(-3)).toEqual([
      'COPY --link --chmod=0755 tools/fill-wheelhouse /usr/local/bin/fill-wheelhouse', 'WORKDIR /application', 'ENTRYPOINT ["/usr/local/bin/fill-wheelhouse"]',
    ]);
  });
});

/** An app on a shared base and a shared builder. */
function appOnShared() {
  const stack = testStack();
  const platform = new SharedStages(stack, 'Platform');
  const base = new SharedImage(stack, 'Base', { target: new RuntimeBaseStage(platform, 'Base') });
  const builder = new SharedImage(stack, 'Builder', { target: new WheelhouseBuilderStage(platform, 'Builder', { baseImage: base }) });
  const app = new PythonApp(stack, 'Web', { source: folderWith(SCRIPT) });
  const { wheelhouse } = new WheelBuilderStage(app, 'Wheels', { baseImage: builder });
  new SlimRuntimeStage(app, 'Runtime', { install: wheelhouse, baseImage: base });
  return { stack, base, builder, app };
}

describe('shared images', () => {
  test('are assets of their own, and their stages are in the Dockerfile of who uses them', () => {
    const { stack, base, builder, app } = appOnShared();
    const stages = readStages(app.runtime);
    expect([stages['wheels-toolchain'].from, stages['runtime-environment'].from, stages['runtime-system'].from, stages['platform-builder-toolchain'].from])
      .toEqual(['platform-builder', 'platform-base', 'platform-base', 'platform-base']);
    const hashes = [base, builder, app].map(({ assetHash }) => assetHash);
    expect(imageAssets((stack.node.root as App).synth().directory).map(({ hash }) => hash).sort()).toEqual([...hashes].sort());
    expect(new Set([base, builder, app.image].map(({ imageTag }) => imageTag)).size).toBe(3);
  });

  test('do not take the place of the image of an app whose stage they are', () => {
    const stack = testStack();
    const app = new PythonApp(stack, 'Web', { source: folderWith(SCRIPT) });
    new SharedImage(stack, 'Wheels', { target: new WheelBuilderStage(app, 'Wheels') });
    expect(imageAssets((stack.node.root as App).synth().directory)).toHaveLength(2);
  });

  test('of a registry are pulled, and have the facts of what they were built on', () => {
    const app = new PythonApp(testStack(), 'Web', { source: folderWith(SCRIPT) });
    const reference = `registry.example/base@sha256:${'0'.repeat(64)}`;
    const bookworm = BaseImage.pythonSlim('3.13', { suite: 'bookworm' });
    const builder = new VirtualenvBuilderStage(app, 'Builder', { baseImage: bookworm });
    const runtime = new SlimRuntimeStage(app, 'Runtime', { install: builder.virtualenv, baseImage: SharedImage.fromReference(reference, bookworm) });
    expect(readStages(runtime)['runtime-environment'].from).toBe(reference);
    expect(runtime.rootImage).toMatchObject({ suite: 'bookworm', glibcVersion: '2.36', python: { version: '3.13' } });
  });
});

describe('the activating entry point', () => {
  const runtime = (entrypoint: Entrypoint) => new PythonApp(testStack(), 'Web', { source: folderWith(SCRIPT), entrypoint }).runtime;

  test('hands over to a command, which arguments replace', () => {
    expect(readStage(runtime(Entrypoint.activating(['python', '/app/main.py', 'two words']))).lines.slice(-2))
      .toEqual([ACTIVATE, 'CMD ["python", "/app/main.py", "two words"]']);
  });

  test('fails without a command', () => {
    expect(() => Entrypoint.activating([])).toThrow(coded('EntrypointInvalid', /a program and its arguments/));
  });
});

describe('fails', () => {
  test('for a shared stage of another platform', () => {
    const stack = testStack();
    const target = new RuntimeBaseStage(new SharedStages(stack, 'Platform', { platform: ImagePlatform.LINUX_ARM64 }), 'Base');
    const app = new PythonApp(stack, 'Web', { source: folderWith(SCRIPT) });
    new SlimRuntimeStage(app, 'Runtime', { install: new VirtualenvBuilderStage(app, 'Builder').virtualenv, baseImage: new SharedImage(stack, 'Base', { target }) });
    expect(() => app.image).toThrow(coded('StageForeign', /Stack\/Platform\/Base[^]* for linux\/arm64 is used for/));
  });

  test('for a stage that installs a project, where no project is', () => {
    expect(() => new VirtualenvBuilderStage(new SharedStages(testStack(), 'Platform'), 'Builder')).toThrow(coded('ProjectMissing', /a PythonApp above it/));
  });
});
