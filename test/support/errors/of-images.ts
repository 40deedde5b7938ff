import * as path from 'path';
import {
  BaseImage, BuildCache, DistrolessRuntimeStage, Files, ImageBuilder, ImagePlatform, ImageRepository, ImageStage, LambdaRuntimeStage, PythonApp,
  PythonAppDefaults, PythonAppProps, PythonImage, SlimRuntimeStage, VirtualenvBuilderStage, WheelBuilderStage,
} from '../../../src';
import { deployTimeBuild } from '../../../src/building/deploy-time-build';
import { testApp, testStack } from '../app';
import { folderWith, temporaryFolder } from '../folder';
import { SCRIPT } from '../projects';
import { pinned, scriptApp } from '../script-app';
import { TestStage } from '../stages';

const app = (props: Partial<PythonAppProps> = {}) => testApp({ source: folderWith(SCRIPT), ...props });
const imageOf = (target: ImageStage) => new PythonImage(target, 'Image', { target });
const prebuilt = (reference: string) => PythonImage.fromRegistry(testStack(), 'Api', { reference, platform: ImagePlatform.LINUX_AMD64 });
const WITH_ARCHIVE = {
  'main.py': '',
  'shared.zip': '',
  'pyproject.toml': '[project]\nname = "web"\nversion = "1.0"\n',
  'uv.lock': [
    'version = 1', 'requires-python = ">=3.12"', '[[package]]', 'name = "shared"', 'version = "1.0"', 'source = { path = "shared.zip" }', 'sdist = {}',
    '[[package]]', 'name = "web"', 'version = "1.0"', 'source = { virtual = "." }', 'dependencies = [{ name = "shared" }]', '',
  ].join('\n'),
};

/** What a user does for the library to refuse a stage, an image or what is said of one. */
export const IMAGE_ERRORS = {
  WheelSourceUnsupported: () => new WheelBuilderStage(testApp({ source: folderWith(WITH_ARCHIVE) }), 'Wheels'),
  WheelsUnlocked: () => {
    const { wheelhouse } = new WheelBuilderStage(app(), 'Wheels');
    return new WheelBuilderStage(scriptApp('idna\n'), 'Wheels', { inheritedWheels: [wheelhouse] });
  },
  TokenInDockerfile: () => app({ revision: '${Token[TOKEN.1]}' }).image,
  Unquotable: () => app().runtime.addEnv('A', 'a\nb'),
  BaseImageUnpinned: () => prebuilt('registry.example.com/shop:1.0'),
  BaseImageInvalid: () => prebuilt('not a reference'),
  BaseImageLockInvalid: () => app({ baseImageLock: path.join(folderWith({ 'base-images.json': '[]' }), 'base-images.json') }),
  PlatformInvalid: () => ImagePlatform.of('arm64'),
  StageOutsideApp: () => new VirtualenvBuilderStage(testStack(), 'Builder'),
  StageNameInvalid: () => new TestStage(app(), '日本'),
  StageNameTaken: () => {
    const scope = app();
    return [new TestStage(scope, 'MyStage'), new TestStage(scope, 'my-stage')];
  },
  StageCycle: () => {
    const scope = app();
    const one = new TestStage(scope, 'One');
    const two = new TestStage(scope, 'Two', { parent: one });
    one.addCopyArtifact(new Files({ source: two, path: '/x' }));
    return imageOf(two);
  },
  StageForeign: () => imageOf(new TestStage(app(), 'Stage', { parent: new TestStage(app({ platform: ImagePlatform.LINUX_ARM64 }), 'Base') })),
  ShellMissing: () => {
    const stage = new TestStage(app(), 'Tiny', { parent: BaseImage.scratch() });
    stage.addShell('echo hi');
    return imageOf(stage);
  },
  ArtifactMismatch: () => {
    const scope = app();
    return imageOf(new DistrolessRuntimeStage(scope, 'Runtime', { install: new VirtualenvBuilderStage(scope, 'Builder').virtualenv }));
  },
  PlatformMismatch: () => new LambdaRuntimeStage(scriptApp(pinned('idna'), { platform: ImagePlatform.LINUX_ARM_V7 }, { 'events.py': 'def handle(a, b): ...\n' }), 'Fn', { handler: 'events.handle' }),
  InstructionInvalid: () => app().runtime.addExpose(0),
  VirtualenvPathInvalid: () => app({ virtualenvPath: '/usr' }).runtime,
  UserInvalid: () => app({ user: 'root' }).runtime,
  BuilderInvalid: () => ImageBuilder.buildx({ builder: '' }),
  DeployTimeBuildMissing: (): unknown => deployTimeBuild([temporaryFolder()]),
  BuildCacheInvalid: () => BuildCache.registry({ repository: 'cache.example/builds:latest' }),
  ImageOutsideEcr: () => prebuilt(`registry.example.com/shop@sha256:${'0'.repeat(64)}`).repository,
  TarballInvalid: () => PythonImage.fromTarball(testStack(), 'Api', { tarball: '/nowhere.tar' }),
  ProvenanceUnsupported: () => app({ provenance: true }).image,
  RepositoryInvalid: () => new ImageRepository(testStack(), 'Images', { repositoryName: 'Shop' }),
  RevisionNotFound: () => app({ revisionFromGit: true }),
  PropInvalid: () => app({ user: 5 } as never),
  TargetAmbiguous: () => {
    const scope = app();
    ['One', 'Two'].forEach((id) => new VirtualenvBuilderStage(scope, id));
    return scope.runtime;
  },
  DefaultsTooLate: () => {
    const stack = testStack();
    void new PythonApp(stack, 'Api', { source: folderWith(SCRIPT) });
    PythonAppDefaults.set(stack, {});
  },
  AppFrozen: () => {
    const scope = app();
    const runtime = new SlimRuntimeStage(scope, 'Runtime');
    void scope.image;
    runtime.addEnv('A', '1');
  },
};
