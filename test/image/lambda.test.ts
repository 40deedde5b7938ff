import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ParcelsStack } from '../../examples/parcels/stack';
import { LambdaRuntimeStage, type PythonApp } from '../../src';
import { buildApp } from '../support/docker/build-app';
import { buildStack } from '../support/docker/build-stack';
import { removeImage } from '../support/docker/remove-image';
import { withContainer } from '../support/docker/with-container';
import { folderWith } from '../support/folder';
import { provideAdapterImage } from '../support/lambda/adapter-image';
import { LambdaFunction, type LambdaFunctionProps } from '../support/lambda/lambda-function';
import { LARGEST_PAYLOAD } from '../support/lambda/runtime-api';

const MODULES = '/app/.venv/lib/python3.13/site-packages';
const images: Record<string, string> = {};
const provided: string[] = [];
const functions: LambdaFunction[] = [];

beforeAll(async () => {
  provided.push(...await provideAdapterImage());
  const built = await buildStack((app) => void new ParcelsStack(app, 'Parcels'));
  Object.entries(built).forEach(([name, { imageId }]) => (images[name] = imageId));
});

afterEach(async () => {
  for (const one of functions.splice(0)) await one.remove();
});

afterAll(async () => {
  for (const image of [...Object.values(images), ...provided]) await removeImage(image);
});

async function deploy(image: string, props: Omit<LambdaFunctionProps, 'image'> = {}): Promise<LambdaFunction> {
  const deployed = await LambdaFunction.deploy({ image: images[image], ...props });
  functions.push(deployed);
  return deployed;
}

/** A module that the image does not have, to be called in place of its handler. */
function withModule(text: string): Pick<LambdaFunctionProps, 'volumes' | 'command'> {
  const folder = folderWith({ 'other.py': text });
  return { volumes: [`${folder}/other.py:${MODULES}/other.py:ro`], command: ['other.handle'] };
}

const TWO = { parcels: [{ id: 'a', weight: 2 }, { id: 'b', weight: 10 }] };
const PRICES = { quotes: [{ id: 'a', price: 7 }, { id: 'b', price: 17 }], left: [] };

describe.each([["AWS's base image", 'Parcels/Events/FnImage'], ['the official slim image', 'Parcels/Both/LambdaImage']])('on %s', (_, image) => {
  test('a function answers events, one after the other', async () => {
    const lambda = await deploy(image);
    expect(await lambda.invoke(TWO)).toMatchObject({ value: PRICES });
    const { value, logs } = await lambda.invoke({ parcels: [] });
    expect(value).toEqual({ quotes: [], left: [] });
    expect(logs).toMatch(/\[WARNING\]\t[^\t]+\t[^\t]+\t2 of 2 parcels/);
    expect([...lambda.api.clients]).toEqual([expect.stringMatching(/^aws-lambda-python\/3\.13\.\d+-/)]);
  });

  test('an exception comes back with its type, its message and where it was raised, and the next event is answered', async () => {
    const lambda = await deploy(image);
    const { error } = await lambda.invoke({ parcels: [{ id: 'a', weight: 31 }] });
    expect(error).toMatchObject({ errorType: 'ValueError', errorMessage: 'no parcel weighs 31 kg' });
    expect(error?.stackTrace?.join('')).toMatch(/parcels\/events\.py", line \d+, in quote\n[^]*parcels\/__init__\.py", line \d+, in price\n/);
    expect(await lambda.invoke(TWO)).toMatchObject({ value: PRICES });
  });

  test('a handler sees its deadline, one that passes it is killed, and the next event gets a sandbox of its own', async () => {
    const hurried = await deploy(image, { timeout: 0.45 });
    expect(await hurried.invoke(TWO)).toMatchObject({ value: { quotes: [], left: ['a', 'b'] } });
    const slow = 'import time\n\ndef handle(event, context):\n    time.sleep(event["sleep"])\n    open("/tmp/been", "a").write("x")\n    return open("/tmp/been").read()\n';
    const lambda = await deploy(image, { ...withModule(slow), timeout: 3 });
    expect(await lambda.invoke({ sleep: 0 })).toMatchObject({ value: 'x' });
    expect(await lambda.invoke({ sleep: 0 })).toMatchObject({ value: 'xx' });
    expect(await lambda.invoke({ sleep: 30 })).toMatchObject({ error: { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 3.00 seconds' } });
    expect(await lambda.invoke({ sleep: 0 })).toMatchObject({ value: 'x' });
  });

  test('it is a user that the image does not know, and can write to /tmp alone', async () => {
    const lambda = await deploy(image, withModule([
      'import os', '', 'def handle(event, context):', '    open("/tmp/file", "w").close()', '    try:', '        open(event["file"], "w").close()', '    except OSError as error:',
      '        return [os.getuid(), os.getgid(), os.environ["HOME"], os.getcwd(), error.strerror]', '',
    ].join('\n')));
    for (const file of ['/app/file', '/var/tmp/file', `${MODULES}/parcels/file`]) {
      expect(await lambda.invoke({ file })).toMatchObject({ value: [993, 990, '/tmp', '/app', 'Read-only file system'] });
    }
  });

  test('an event and a response of six megabytes arrive', async () => {
    const lambda = await deploy(image);
    const id = 'x'.repeat(LARGEST_PAYLOAD - 200);
    expect((await lambda.invoke({ parcels: [{ id, weight: 2 }] })).value).toEqual({ quotes: [{ id, price: 7 }], left: [] });
  });

  test('a module that ends with an error while it is imported says so before the first event', async () => {
    const lambda = await deploy(image, withModule('import os\n\nTABLE = os.environ["TABLE"]\n\ndef handle(event, context):\n    return TABLE\n'));
    expect((await lambda.invoke({})).error).toMatchObject({ errorType: 'Runtime.ExitError', errorMessage: 'exit code 1' });
    expect(lambda.api.initErrors).toEqual([expect.objectContaining({ errorType: 'KeyError', errorMessage: "'TABLE'" })]);
  });
});

describe('a web application behind the adapter', () => {
  const post = (path: string, body: object) => ({
    version: '2.0', rawPath: path, rawQueryString: '', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), isBase64Encoded: false,
    requestContext: { http: { method: 'POST', path } },
  });

  test('answers the events of a function URL', async () => {
    const lambda = await deploy('Parcels/Web/Image', { extensions: ['/opt/extensions/lambda-adapter'] });
    const { value } = await lambda.invoke<{ statusCode: number; body: string }>(post('/quotes', { weight: 2 }));
    expect(value).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"price":7.0}' });
    expect(await lambda.invoke(post('/quotes', { weight: 31 }))).toMatchObject({ value: { statusCode: 422, body: '{"error":"no parcel weighs 31 kg"}' } });
    expect(lambda.api.extensions).toEqual(['lambda-adapter']);
  });

  test('is a web application elsewhere', async () => {
    await withContainer({ image: images['Parcels/Web/Image'], readOnly: true, tmpfs: ['/tmp'], ports: [8000] }, async (container) => {
      expect(await container.httpGet('/health')).toMatchObject({ status: 200, body: 'ready' });
    });
  });
});

test('a handler that cannot be imported by the Python that will fails the build', async () => {
  const source = folderWith({ 'requirements.txt': '', 'events.py': 'import nothing_has_this\n\ndef handle(event, context):\n    pass\n' });
  const configure = (app: PythonApp) => void new LambdaRuntimeStage(app, 'Fn', { handler: 'events.handle' });
  await expect(buildApp({ source }, { configure })).rejects.toThrow(/events:handle[^]*No module named 'nothing_has_this'/);
});
