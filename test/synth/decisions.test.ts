import * as fs from 'fs';
import * as path from 'path';
import { App, CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import {
  BaseImage, Dependencies, Entrypoint, Files, ImagePlatform, Instruction,
  PythonApp, PythonImage, SlimRuntimeStage, Virtualenv, VirtualenvBuilderStage, WheelBuilderStage,
} from '../../src';
import { testApp, testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith, temporaryFolder } from '../support/folder';
import { FLAT, SCRIPT, UV_ASGI } from '../support/projects';

/** The lines of the last stage. */
function imageLines(dockerfile: string): string[] {
  return dockerfile.trimEnd().split('\n\n').at(-1)?.split('\n') ?? [];
}

function assetsOf(app: PythonApp): string[] {
  return fs.readdirSync((app.node.root as App).synth().directory).filter((name) => name.startsWith('asset.'));
}

test('an app with images of its own gets no other: two runtimes, two assets', () => {
  const app = testApp({ source: folderWith(FLAT) });
  const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder');
  new PythonImage(app, 'WebImage', { target: new SlimRuntimeStage(app, 'Web', { install: virtualenv }) });
  const job = new SlimRuntimeStage(app, 'Job', { install: virtualenv, entrypoint: Entrypoint.module('greeter') });
  job.addEnv('ONLY', 'job'); // the image that is there does not have this stage, so it is open
  new PythonImage(app, 'JobImage', { target: job });
  expect(assetsOf(app)).toHaveLength(2);
});

test('what an app says holds for stages that are made by hand', () => {
  const app = testApp({
    source: folderWith({ ...SCRIPT, 'prod.txt': SCRIPT['requirements.txt'] }), dependencies: Dependencies.fromRequirements({ file: 'prod.txt' }),
    environment: { STAGE: 'prod' }, user: '5:5', check: false, stopSignal: 'SIGTERM', entrypoint: Entrypoint.command(['/bin/true']),
  });
  const wheels = new WheelBuilderStage(app, 'Wheels');
  new SlimRuntimeStage(app, 'Runtime', { install: wheels.wheelhouse });
  const { dockerfile } = app.image;
  expect(dockerfile).toContain('--requirement prod.txt');
  expect(dockerfile).toContain('STAGE=prod');
  expect(dockerfile).not.toContain('runtime-check');
  expect(imageLines(dockerfile)).toEqual(expect.arrayContaining(['USER 5:5', 'STOPSIGNAL SIGTERM', 'ENTRYPOINT ["/bin/true"]']));
});

test('a stage brings dependencies to a project whose own lock cannot be read', () => {
  const app = testApp({ source: folderWith({ 'main.py': 'print(1)\n', 'poetry.lock': '', 'exported.txt': SCRIPT['requirements.txt'] }) });
  const builder = new VirtualenvBuilderStage(app, 'Builder', { dependencies: Dependencies.fromRequirements({ file: 'exported.txt' }) });
  new SlimRuntimeStage(app, 'Runtime', { install: builder.virtualenv });
  expect(app.image.dockerfile).toContain('uv pip sync');
  const alone = testApp({ source: folderWith({ 'main.py': 'print(1)\n', 'poetry.lock': '' }) });
  expect(() => alone.image).toThrow(coded('LockInvalid', /^Stack\/Api\/Builder: poetry\.lock/));
});

test('what is added to the image is not overruled by what it ends with', () => {
  const app = testApp({ source: folderWith(FLAT) });
  app.runtime.addWorkdir('/data');
  app.runtime.addUser('2000:2000');
  app.runtime.addInstruction(Instruction.stopSignal('SIGQUIT'));
  app.runtime.addInstruction(Instruction.entrypoint(['/bin/mine']));
  expect(imageLines(app.image.dockerfile).slice(-6)).toEqual([
    'WORKDIR /data', 'USER 2000:2000', 'STOPSIGNAL SIGQUIT', 'ENTRYPOINT ["/bin/mine"]',
    'LABEL org.opencontainers.image.title=greeter \\', '      org.opencontainers.image.version=1.0',
  ]);
});

test('PATH of the app stays behind that of the environment', () => {
  const { dockerfile } = testApp({ source: folderWith(FLAT), environment: { PATH: '/opt/bin' } }).image;
  expect(dockerfile).toMatch(/PATH=\/opt\/bin\n[^]*ENV PATH=\/app\/\.venv\/bin:\$PATH/);
});

test('a variable that the user sets is not overruled by the entry point', () => {
  const source = folderWith({ 'main.py': 'app = None\n', 'requirements.txt': 'uvicorn==0.38.0\n' });
  const { dockerfile } = testApp({ source, entrypoint: Entrypoint.asgi('main:app'), environment: { PORT: '9000' } }).image;
  expect(dockerfile).not.toContain('8000');
  expect(imageLines(dockerfile)).toContain('EXPOSE 9000');
});

test('a uv.lock elsewhere in the source is where uv looks for it', () => {
  const { 'uv.lock': lock, ...rest } = UV_ASGI;
  const app = testApp({ source: folderWith({ ...rest, 'locks/uv.lock': lock }), dependencies: Dependencies.fromUvLock({ file: 'locks/uv.lock' }) });
  expect(app.image.dockerfile).toContain('source=files/locks/uv.lock,target=/src/uv.lock');
});

test('a locked folder is installed as files of its own', () => {
  const source = folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': '#    uv export\n-e ./lib\nidna==3.10\n', 'lib/pyproject.toml': FLAT['pyproject.toml'] });
  const { dockerfile } = testApp({ source }).image;
  expect(dockerfile).toContain('FROM builder-toolchain AS builder-application-members-greeter');
  expect(dockerfile).not.toContain('-e ./lib');
});

test('an environment that others made runs where they made it', () => {
  const app = testApp({ source: folderWith(FLAT) });
  const install = new Virtualenv({ source: BaseImage.pythonSlim('3.13'), path: '/opt/venv' });
  const application = new Files({ source: BaseImage.pythonSlim('3.13'), path: '/app/mine' });
  const { entrypoint } = new SlimRuntimeStage(app, 'Runtime', { install, application });
  expect(entrypoint).toEqual(['/opt/venv/bin/greeter']);
});

test('fails for a base image whose Python the project excludes', () => {
  const app = testApp({ source: folderWith(FLAT) });
  expect(() => new VirtualenvBuilderStage(app, 'Builder', { baseImage: BaseImage.pythonSlim('3.10') })).toThrow(coded('PythonExcluded', /3\.10/));
});

test('a runtime in a construct of its own is the runtime of the app', () => {
  const app = testApp({ source: folderWith(FLAT) });
  const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder');
  new SlimRuntimeStage(new Construct(app, 'Group'), 'Web', { install: virtualenv });
  expect(app.runtime.stageName).toBe('group-web');
});

test('a file of one instruction is not in the app', () => {
  const app = testApp({ source: folderWith({ ...SCRIPT, 'conf/pip.conf': 'token' }) });
  app.runtime.addCopy({ sources: ['conf'], target: '/etc/mine' });
  expect(app.image.contextFiles).toContain('files/conf/pip.conf');
  expect(app.image.dockerfile).toContain('COPY files/conf /etc/mine');
});

test('an application of another kind is checked and lands where it belongs', () => {
  const app = testApp({ source: folderWith(FLAT) });
  const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder');
  const application = new Files({ source: BaseImage.of({ reference: 'mine:1' }), path: '/app/mine' });
  new SlimRuntimeStage(app, 'Runtime', { install: virtualenv, application });
  expect(app.image.dockerfile).toContain('COPY --from=mine:1 /app/mine /checked/app/mine');
});

test('nothing locks the packages: a warning with the command that does', () => {
  const stack = testStack();
  new PythonApp(stack, 'Api', { source: folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': 'idna\n' }) });
  const warnings = Annotations.fromStack(stack).findWarning('/Stack/Api', Match.anyValue()).map(({ entry }) => entry.data as string);
  expect(warnings).toEqual([expect.stringMatching(/nothing locks .* make a lock: mv requirements\.txt requirements\.in && uv pip compile requirements\.in -o requirements\.txt/)]);
});

test('a locked app warns of nothing', () => {
  const stack = testStack();
  new PythonApp(stack, 'Api', { source: folderWith(FLAT) });
  expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
});

test('an image for another platform that compiles: a warning with the stages that need emulation, and none for wheels', () => {
  const warningsOf = (requirements: string) => {
    const stack = testStack();
    const source = folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': requirements });
    const { node } = new PythonApp(stack, 'Api', { source, platform: ImagePlatform.LINUX_ARM64 }).image;
    return Annotations.fromStack(stack).findWarning(`/${node.path}`, Match.anyValue()).map(({ entry }) => entry.data as string);
  };
  expect(warningsOf('psycopg2==2.9.10\n')).toEqual([expect.stringMatching(/linux\/arm64 and these stages run .*: .*builder, .*emulation/)]);
  expect(warningsOf('idna==3.10\n')).toEqual([]);
});

test('an image in a Stage is staged once for the whole app, and its manifest finds it', () => {
  const root = new App({ outdir: temporaryFolder() });
  const source = folderWith(FLAT);
  const apps = ['Beta', 'Prod'].map((name) => new PythonApp(new Stack(new Stage(root, name), 'Stack'), 'Api', { source }));
  const { directory } = root.synth();
  expect(new Set(apps.map((app) => app.assetHash)).size).toBe(1);
  for (const name of ['Beta', 'Prod']) {
    const nested = path.join(directory, `assembly-${name}`);
    const manifest = fs.readFileSync(path.join(nested, fs.readdirSync(nested).find((file) => file.endsWith('.assets.json')) ?? ''), 'utf-8');
    const [, relative] = /"directory": "([^"]+)"/.exec(manifest) ?? [];
    expect(fs.existsSync(path.join(nested, relative, 'Dockerfile'))).toBe(true);
  }
});

test('fails for a value that is known only at deployment, wherever it would be written', () => {
  const stack = testStack();
  const bucket = new CfnParameter(stack, 'Bucket').valueAsString;
  const app = new PythonApp(stack, 'Api', { source: folderWith(FLAT), environment: { BUCKET: bucket } });
  expect(() => app.image).toThrow(coded('TokenInDockerfile', /^Stack\/Api\/Runtime\w*: (.|\n)*BUCKET/));
});
