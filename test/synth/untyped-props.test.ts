import { expect, test } from 'vitest';
import {
  BaseImage, Entrypoint, PythonApp, PythonAppDefaults, PythonAppProps, PythonImage, PythonTarget, PythonTool, SharedStages, SlimRuntimeStage,
  VirtualenvBuilderStage,
} from '../../src';
import { testApp, testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';
import { SCRIPT } from '../support/projects';

/** As from a program without types. */
const untyped = (props: unknown) => new PythonApp(testStack(), 'Api', props as PythonAppProps).image;
const source = () => folderWith(SCRIPT);

test.each([
  [undefined, /source is missing\n {2}found: {4}props: none\n[^]*write: {4}source: 'services\/api'/],
  [{ sorce: 'services/api' }, /source is missing\n {2}found: {4}props: sorce\n/],
  [{ source: 5 }, /source is something else than it has to be\n {2}found: {4}5\n/],
])('fails for props without a source: %o', (props, message) => {
  expect(() => untyped(props)).toThrow(coded('PropInvalid', new RegExp(`^Stack/Api: ${message.source}`)));
});

test.each([
  ['entrypoint', 'jobs/main.py', /write: {4}entrypoint: Entrypoint\.script\('jobs\/main\.py'\)/],
  ['entrypoint', 'main:app', /found: {4}"main:app"\n[^]*write: {4}entrypoint: Entrypoint\.asgi\('shop\.api:app'\)/],
  ['dependencies', 'reqs/web.txt', /write: {4}dependencies: Dependencies\.fromRequirements\(\{ file: 'reqs\/web\.txt' \}\)/],
  ['systemPackages', ['libpq5'], /found: {4}\["libpq5"\]\n[^]*write: {4}systemPackages: SystemPackages\.apt/],
  ['platform', 'linux/arm64', /write: {4}platform: ImagePlatform\.of\('linux\/arm64'\)/],
  ['python', '3.12', /found: {4}"3\.12"\n[^]*write: {4}python: PythonVersion\.of\('3\.12'\)/],
  ['environment', { A: 1 }, /found: {4}\{"A":1\}\n[^]*write: {4}environment: \{ TZ: 'UTC' \}/],
  ['python', Entrypoint.script('main.py'), /found: {4}a Entrypoint\n/],
  ['environment', ['A=1'], /found: {4}\["A=1"\]\n/],
  ['exposeScripts', 'shop', /write: {4}exposeScripts: \['shop'\]/],
  ['check', 'no', /found: {4}"no"\n[^]*write: {4}check: false/],
  ['healthCheck', '/health', /write: {4}healthCheck: HealthCheck\.http/],
  ['stopTimeoutSeconds', '30', /found: {4}"30"\n[^]*write: {4}stopTimeoutSeconds: 30/],
  ['indexes', ['https://pypi.example/simple'], /write: {4}indexes: \[PackageIndex\.of/],
  ['gitHosts', 'git.example', /write: {4}gitHosts: \[GitHost\.https/],
  ['virtualenvPath', true, /write: {4}virtualenvPath: '\/usr/],
])('fails for another value than %s takes', (name, value, message) => {
  expect(() => untyped({ source: source(), [name]: value })).toThrow(coded('PropInvalid', message));
});

test.each([
  ['enviroment', {}, /there is no prop enviroment\n {2}found: {4}props: source, enviroment\n {2}expected: environment, with a value such as \{ TZ: 'UTC' \}\n {2}write: {4}environment: …/],
  ['entryPoint', 'x', /write: {4}entrypoint: …/],
  ['platforms', ['linux/amd64'], /write: {4}platform: …/],
  ['system_packages', [], /write: {4}systemPackages: …/],
])('fails for the misspelled prop %s', (name, value, message) => {
  expect(() => untyped({ source: source(), [name]: value })).toThrow(coded('PropInvalid', message));
});

test('props of another construct may be among those of an app', () => {
  expect(untyped({ source: source(), vpc: {}, domainName: 'example.com', users: undefined }).assetHash).toMatch(/^[0-9a-f]{64}$/);
});

test('fails for a misspelled prop of the defaults, of shared stages, of a builder and of a runtime', () => {
  expect(() => PythonAppDefaults.set(testStack(), { mirror: {} } as never)).toThrow(coded('PropInvalid', /^Stack: there is no prop mirror\n[^]*write: {4}mirrors: …/));
  expect(() => new SharedStages(testStack(), 'Base', { pythn: 1 } as never)).toThrow(coded('PropInvalid', /^Stack\/Base: there is no prop pythn\n/));
  const app = testApp({ source: source() });
  expect(() => new VirtualenvBuilderStage(app, 'Builder', { baseimage: 1 } as never)).toThrow(coded('PropInvalid', /^Stack\/Api\/Builder: there is no prop baseimage\n/));
  expect(() => new SlimRuntimeStage(app, 'Runtime', { exposedScripts: [] } as never)).toThrow(coded('PropInvalid', /^Stack\/Api\/Runtime: there is no prop exposedScripts\n/));
});

test('fails for a stage where its artifact belongs, and for the name of an image', () => {
  const app = testApp({ source: source() });
  const builder: unknown = new VirtualenvBuilderStage(app, 'Builder');
  expect(() => new SlimRuntimeStage(app, 'Runtime', { install: builder as VirtualenvBuilderStage['virtualenv'] }))
    .toThrow(coded('PropInvalid', /^Stack\/Api\/Runtime: install is something else[^]*found: {4}a VirtualenvBuilderStage\n[^]*write: {4}install: builder\.virtualenv/));
  const name: unknown = 'python:3.12-slim';
  expect(() => new VirtualenvBuilderStage(app, 'Other', { baseImage: name as BaseImage })).toThrow(coded('PropInvalid', /^Stack\/Api\/Other: baseImage is something else/));
});

test.each(['my-var', '2FA', ''])('fails for a variable that no environment has: %j', (name) => {
  expect(() => untyped({ source: source(), environment: { [name]: '1' } })).toThrow(coded('PropInvalid', /a name in environment is none\n {2}found: {4}"[^]*write: {4}environment: \{ _|write: {4}environment: \{ my_var: /));
});

test('fails for a version of a tool that moves, where the user said it', () => {
  expect(() => untyped({ source: source(), uvVersion: 'latest' })).toThrow(coded('PropInvalid', /^Stack\/Api: uvVersion is no version of uv/));
});

test('fails for a secret in place of where it is, and does not repeat it', () => {
  const props = { source: source(), buildSecrets: { TOKEN: 'hunter2' } };
  expect(() => untyped(props)).toThrow(coded('PropInvalid', /found: {4}values for TOKEN\n[^]*write: {4}buildSecrets: \{ TOKEN: BuildSecret\.fromEnvironment/));
  expect(() => untyped(props)).not.toThrow(/hunter2/);
});

test('fails for an image without a target, and for a tool without a requirement', () => {
  expect(() => new PythonImage(testStack(), 'Image', {} as never)).toThrow(coded('PropInvalid', /^Stack\/Image: target is missing/));
  expect(() => new PythonTarget(testStack(), 'Target', {} as never)).toThrow(coded('PropInvalid', /^Stack\/Target: target is missing/));
  expect(() => new PythonTool(testStack(), 'Tool', {} as never)).toThrow(coded('PropInvalid', /^Stack\/Tool: requirement is missing[^]*write: {4}requirement: 'httpie'/));
});
