import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Architecture, DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { ParcelsStack } from '../../examples/parcels/stack';
import {
  AlpineRuntimeStage, BaseImage, Entrypoint, ImagePlatform, LambdaRuntimeStage, LambdaWebAdapter, NuitkaScratchStage, PythonApp, PythonAppProps,
  PythonImage, SlimRuntimeStage,
} from '../../src';
import { testStack } from '../support/app';
import { coded } from '../support/coded';
import { imageAssets } from '../support/docker/image-assets';
import { folderWith, temporaryFolder } from '../support/folder';
import { PROBE, SCRIPT, UV_ASGI } from '../support/projects';
import { sbomFindings } from '../support/validate-sbom';

const HANDLERS = 'def handle(event, context):\n    pass\n\ndef report(event, context):\n    pass\n';
const EVENTS_ONLY = { 'requirements.txt': SCRIPT['requirements.txt'], 'events.py': HANDLERS, 'lib.py': '' };
const BOTH = { ...SCRIPT, 'events.py': HANDLERS };
const handler = 'events.handle';

const appOf = (files: Record<string, string>, props: Partial<PythonAppProps> = {}) => new PythonApp(testStack(), 'Api', { source: folderWith(files), ...props });

/** What functions of these codes have in the template, in the order of the codes, and the image assets of the stack. */
function deployed(app: PythonApp, codes: DockerImageCode[], architecture?: Architecture) {
  const stack = Stack.of(app);
  codes.forEach((code, n) => new DockerImageFunction(stack, `Fn${n}`, { code, architecture }));
  const { directory } = (stack.node.root as App).synth();
  const functions = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties as Record<string, unknown>);
  return { functions, assets: imageAssets(directory) };
}

describe('an app without a runtime for Lambda', () => {
  test('gets one for the handler, beside the image for containers and from the same builder', () => {
    const app = appOf(BOTH);
    app.toEcsContainerImage();
    const { functions, assets } = deployed(app, [app.toLambdaCode({ handler })]);
    expect(assets.map(({ displayName }) => displayName).sort()).toEqual(['Stack/Api/Image', 'Stack/Api/LambdaImage']);
    expect(functions).toEqual([expect.objectContaining({ PackageType: 'Image', Code: { ImageUri: expect.anything() as unknown } })]);
    expect(functions[0]).not.toHaveProperty('ImageConfig');
    const [containers, lambda] = [app.image.dockerfile, (app.node.findChild('LambdaImage') as PythonImage).dockerfile];
    const stageOf = (dockerfile: string, name: string) => new RegExp(`^FROM .* AS ${name}\n[^]*?\n\n`, 'm').exec(dockerfile)?.[0];
    for (const name of ['uv', 'builder-toolchain', 'builder', 'builder-application']) {
      expect(stageOf(lambda, name)).toBe(stageOf(containers, name));
    }
  });

  test.each([['before', true], ['after', false]])('gives the same whether it is asked for %s the image for containers', (_, before) => {
    const app = appOf(BOTH);
    const ask = [() => app.toEcsContainerImage(), () => app.toLambdaCode({ handler })];
    (before ? ask.reverse() : ask).forEach((one) => one());
    expect([app.image.node.id, app.runtime.node.id, app.runtime.entrypoint.at(-1)]).toEqual(['Image', 'Runtime', '/app/main.py']);
    expect((app.node.findChild('LambdaImage') as PythonImage).assetHash).not.toBe(app.assetHash);
  });

  test('is an image for Lambda alone when nothing else can start it', () => {
    const app = appOf(EVENTS_ONLY);
    const { assets } = deployed(app, [app.toLambdaCode({ handler })]);
    expect(assets.map(({ displayName }) => displayName)).toEqual(['Stack/Api/LambdaImage']);
    expect(app.assetHash).toBe(assets[0].hash);
    expect(app.explain()).toEqual(expect.arrayContaining([
      { topic: 'Lambda', decided: handler, because: 'awslambdaric, installed apart from the dependencies, fetches the events', stage: 'Stack/Api/Lambda', changedBy: 'handler of the runtime' },
    ]));
    expect(() => app.toEcsContainerImage()).toThrow(coded('EntrypointNotFound', /./));
  });

  test('has several functions share its image', () => {
    const app = appOf(EVENTS_ONLY);
    const { functions, assets } = deployed(app, [app.toLambdaCode({ handler }), app.toLambdaCode({ handler: 'events.report' }), app.toLambdaCode()]);
    expect(assets).toHaveLength(1);
    expect(functions.map(({ ImageConfig }) => ImageConfig)).toEqual([undefined, { Command: ['events.report'] }, undefined]);
  });

  test('makes it of what its own runtime is made of', () => {
    const app = appOf(BOTH);
    new AlpineRuntimeStage(app, 'Runtime', { environment: { TZ: 'UTC' }, entrypoint: Entrypoint.script('main.py'), stopSignal: 'SIGTERM' });
    app.toLambdaCode({ handler });
    const { dockerfile } = app.node.findChild('LambdaImage') as PythonImage;
    expect(dockerfile).toMatch(/^FROM .*alpine3\.22 AS lambda-environment\n[^]*TZ=UTC[^]*^STOPSIGNAL SIGKILL\nENTRYPOINT \["\/app\/\.venv\/bin\/python", "-m", "awslambdaric"\]$/m);
  });

  test('fails without a handler, and for one that is not there', () => {
    expect(() => appOf(BOTH).toLambdaCode()).toThrow(coded('LambdaHandlerInvalid', /Stack\/Api: nothing says[^]*write: {4}toLambdaCode\(\{ handler: 'events\.handle' \}\)\n/));
    expect(() => appOf(BOTH).toLambdaCode({ handler: 'events.none' })).toThrow(coded('LambdaHandlerInvalid', /does not define none/));
    const app = appOf(BOTH);
    app.toLambdaCode({ handler });
    expect(() => app.toLambdaCode({ handler: 'events.none' })).toThrow(coded('LambdaHandlerInvalid', /Stack\/Api\/Lambda: events\.py does not define none/));
  });

  test('fails when its own runtime has no Python', () => {
    const app = new PythonApp(testStack(), 'Api', { source: PROBE });
    new NuitkaScratchStage(app, 'Tiny');
    expect(() => app.toLambdaCode({ handler: 'probe.checks.main' })).toThrow(coded('LambdaTargetExpected', /a NuitkaScratchStage[^]*new LambdaRuntimeStage/));
  });
});

describe('an app with a runtime for Lambda', () => {
  test('is that image; what the stage says, no function says again', () => {
    const app = appOf(BOTH);
    new LambdaRuntimeStage(app, 'Fn', { handler, furtherHandlers: ['events.report'] });
    const { functions, assets } = deployed(app, [app.toLambdaCode(), app.toLambdaCode({ handler: 'events.report' })]);
    expect(assets.map(({ displayName, hash }) => [displayName, hash])).toEqual([['Stack/Api/FnImage', app.assetHash]]);
    expect(functions.map(({ ImageConfig }) => ImageConfig)).toEqual([undefined, { Command: ['events.report'] }]);
  });

  test('has another for containers', () => {
    const app = appOf(BOTH);
    new LambdaRuntimeStage(app, 'Fn', { handler });
    new SlimRuntimeStage(app, 'Runtime');
    app.toLambdaCode();
    expect([app.runtime.node.id, app.image.node.id]).toEqual(['Runtime', 'Image']);
  });

  test('chooses among several by the handler', () => {
    const app = appOf(BOTH);
    new LambdaRuntimeStage(app, 'One', { handler });
    new LambdaRuntimeStage(app, 'Two', { handler: 'events.report', baseImage: BaseImage.pythonSlim('3.13') });
    app.toLambdaCode({ handler: 'events.report' });
    expect(app.node.tryFindChild('TwoImage')).toBeDefined();
    expect(() => app.toLambdaCode()).toThrow(coded('TargetAmbiguous', /One, Two/));
  });

  test('is a web application for containers, too', () => {
    const app = appOf(UV_ASGI);
    new LambdaRuntimeStage(app, 'Web', { webAdapter: LambdaWebAdapter.official() });
    app.toEcsContainerImage();
    const { functions, assets } = deployed(app, [app.toLambdaCode()]);
    expect(assets.map(({ displayName }) => displayName)).toEqual(['Stack/Api/Image']);
    expect(functions[0]).not.toHaveProperty('ImageConfig');
    expect(() => app.toLambdaCode({ handler })).toThrow(coded('LambdaHandlerInvalid', /calls no handler/));
    expect(app.explainText()).toContain('public.ecr.aws/awsguru/aws-lambda-adapter:0.9.1 fetches the events');
  });

  test('fails when it was made after the image', () => {
    const app = appOf(UV_ASGI);
    app.toEcsContainerImage();
    new LambdaRuntimeStage(app, 'Web', { webAdapter: LambdaWebAdapter.official() });
    expect(() => app.toLambdaCode()).toThrow(coded('AppFrozen',
      /Stack\/Api\/Web was made after Stack\/Api\/Image, which is Stack\/Api\/Runtime\n[^]*write: {4}Web before the line that asks for the image\n {12}or new PythonImage\(api, /));
  });

  test.each([[ImagePlatform.LINUX_AMD64, Architecture.X86_64], [ImagePlatform.LINUX_ARM64, Architecture.ARM_64]])('is built for one platform, %s, which its function has', (platform, architecture) => {
    const right = () => {
      const app = appOf(BOTH, { platform });
      return { app, code: app.toLambdaCode({ handler }) };
    };
    const { app, code } = right();
    expect(deployed(app, [code], architecture).assets.map((asset) => asset.platform)).toEqual([platform.value]);
    const other = right();
    const wrong = architecture === Architecture.X86_64 ? Architecture.ARM_64 : Architecture.X86_64;
    expect(() => deployed(other.app, [other.code], wrong)).toThrow(/PlatformMismatch/);
  });
});

test('fails for an image that has nothing to ask Lambda with', () => {
  const { image } = appOf(BOTH);
  expect(() => image.toLambdaCode({ handler })).toThrow(coded('LambdaTargetExpected', /Stack\/Api\/Image: [^]*Stack\/Api\/Runtime, a SlimRuntimeStage[^]*handler: 'events\.handle'/));
  expect(() => image.toLambdaCode()).toThrow(coded('LambdaTargetExpected', /write: {4}toLambdaCode\(\{ handler: 'events\.handle' \}\) of the app, not of its image\n/));
});

test('the example is three functions', () => {
  const template = Template.fromStack(new ParcelsStack(new App({ outdir: temporaryFolder() }), 'Parcels'));
  expect([template.findResources('AWS::Lambda::Function'), template.findResources('AWS::Lambda::Url')].map((found) => Object.keys(found).length)).toEqual([3, 1]);
});

test('the bill of materials has the runtime client, and the adapter', async () => {
  const billed = async (app: PythonApp) => {
    app.toLambdaCode();
    const { sbom = '' } = app.image;
    expect(await sbomFindings(sbom)).toBe('');
    return (JSON.parse(sbom) as { components: { purl: string }[] }).components.map(({ purl }) => purl);
  };
  const events = appOf(BOTH);
  new LambdaRuntimeStage(events, 'Fn', { handler, baseImage: BaseImage.pythonSlim('3.13') });
  expect(await billed(events)).toEqual(expect.arrayContaining(['pkg:pypi/awslambdaric@4.2.2', 'pkg:pypi/simplejson@4.3.0', 'pkg:pypi/idna@3.10']));
  const web = appOf(UV_ASGI);
  new LambdaRuntimeStage(web, 'Web', { webAdapter: LambdaWebAdapter.official() });
  expect(await billed(web)).toEqual(expect.arrayContaining([expect.stringContaining('aws-lambda-adapter')]));
});

test('no attestation is asked for: an index of them is what Lambda refuses', () => {
  const app = appOf(EVENTS_ONLY);
  app.toLambdaCode({ handler });
  const { directory } = (app.node.root as App).synth();
  const read = (name: string) => JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8')) as Record<string, Record<string, Record<string, unknown>>>;
  const [{ source }] = Object.values(read('Stack.assets.json').dockerImages);
  expect(Object.keys(source as object).sort()).toEqual(['directory', 'dockerBuildArgs', 'platform']);
  const targets = Object.values(read('docker-bake.json').target).filter(({ attest }) => attest !== undefined);
  expect(targets.map(({ attest }) => attest)).toEqual([['type=provenance,disabled=true']]);
});
