import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { imageAssets } from '../support/docker/image-assets';
import { INVENTORY } from '../support/projects';
import { declare } from './client/app';
import { installWheel, runClient } from './python-client';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'python-client-'));
const fromPython = path.join(folder, 'python.out');
const fromTypeScript = path.join(folder, 'typescript.out');
const EVENTS = path.join(__dirname, 'client', 'events');
const told = path.join(folder, 'mistakes.json');

beforeAll(() => {
  const app = new App({ outdir: fromTypeScript });
  declare(app, INVENTORY, EVENTS);
  app.synth();
  runClient(installWheel(folder), path.join(__dirname, 'client', 'app.py'), [INVENTORY, EVENTS, fromPython, told], folder);
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Each file with its mode, sorted. Not the tree, which says in whose words a construct was written. */
function filesOf(assembly: string): string[] {
  return fs.readdirSync(assembly, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, stat: fs.statSync(path.join(assembly, name)) }))
    .filter(({ name, stat }) => stat.isFile() && name !== 'tree.json')
    .map(({ name, stat }) => `${(stat.mode & 0o777).toString(8)} ${name}`)
    .sort();
}

describe('Python synthesizes what TypeScript does', () => {
  test('the same files, the contexts of the images among them', () => {
    const files = filesOf(fromPython);
    expect(files).toEqual(filesOf(fromTypeScript));
    expect(files.filter((file) => file.endsWith('/Dockerfile'))).toHaveLength(4);
    expect(files.filter((file) => file.endsWith('.template.json'))).toHaveLength(3);
  });

  test('the same images: Dockerfile, platform, hash', () => {
    const images = imageAssets(fromPython);
    expect(images.map(({ displayName }) => displayName)).toEqual(['ByHand/Shop/Image', 'Elsewhere/Api/Image', 'Plain/Inventory/Image', 'Plain/Events/LambdaImage']);
    for (const [n, image] of imageAssets(fromTypeScript).entries()) {
      expect({ ...images[n], contextDirectory: '' }).toEqual({ ...image, contextDirectory: '' });
      expect(dockerfileOf(images[n])).toBe(dockerfileOf(image));
    }
  });

  test('every file byte for byte: templates and manifests, too', () => {
    for (const file of filesOf(fromTypeScript).map((line) => line.slice(line.indexOf(' ') + 1))) {
      expect(withoutTraces(path.join(fromPython, file)), file).toBe(withoutTraces(path.join(fromTypeScript, file)));
    }
  });
});

describe('a stage that is written in Python', () => {
  test('is in the Dockerfile, and its files in the image', () => {
    const [byHand] = imageAssets(fromPython);
    const lines = dockerfileOf(byHand).split('\n');
    const at = lines.findIndex((line) => line.endsWith(' AS prices'));
    expect(lines.slice(at - 1, lines.indexOf('', at))).toEqual([
      '# prices prints the price list',
      'FROM public.ecr.aws/docker/library/python:3.13-slim-trixie AS prices',
      'ENV LC_ALL=C.UTF-8 \\',
      "    CURRENCY='€ $5'",
      '# no price without a list',
      'RUN --network=none \\',
      '    --mount=type=cache,target=/var/cache/prices,sharing=locked \\',
      '    mkdir -p /out/usr/share/prices \\',
      "    && python -c 'print(\"bolt\", 3)' > /out/usr/share/prices/list.txt",
      'WORKDIR /out',
    ]);
    expect(lines).toContain('COPY --link --from=prices /out/ /');
    expect(lines).toContain('ENV TZ=UTC');
    expect(lines).toContain('LABEL maintainer=shop');
  });
});

describe('a mistake fails in Python with the construct and what to write', () => {
  test.each([
    ['wrong_source', /^Stack\/WrongSource: the source ".*nowhere" does not exist\n {2}found: [^]*\n {2}expected: a folder with a Python project/],
    ['too_late', /Stack\/TooLate\/Runtime: the stage was already rendered by Stack\/TooLate\/Image[^]*\n {2}write: {4}the addition before the line that makes/],
    ['wrong_value', /^Stack\/WrongValue\/Runtime: [^]*\n {2}found: {4}Files at \/x\n {2}expected: [^\n]*\n {2}write: {4}install=\w+/],
    ['broken_stage', /^Stack\/Broken[^]*ENV sets nothing\n {2}found: {4}\{\}\n {2}expected: at least one name and its value\n {2}write: {4}\{"TZ": 'UTC'\}\n {2}\(InstructionInvalid\)$/],
    ['outside', /^Stack\/Outside: [^]*\n {2}write: {4}app = PythonApp\(stack, 'Api', source='services\/api'\), then the stage with app as its scope/],
  ])('fails: %s', (name, message) => {
    const messages = JSON.parse(fs.readFileSync(told, 'utf8')) as Record<string, string>;
    expect(messages[name]).toMatch(message);
  });
});

function dockerfileOf({ contextDirectory }: { contextDirectory: string }): string {
  return fs.readFileSync(path.join(contextDirectory, 'Dockerfile'), 'utf8');
}

/** The text of a file. In the manifest of the assembly and the metadata of a stack, a warning has the stack of whoever was warned, which differs by language. */
function withoutTraces(file: string): string {
  const text = fs.readFileSync(file, 'utf8');
  return !/(^manifest|\.metadata)\.json$/.test(path.basename(file)) ? text
    : JSON.stringify(JSON.parse(text, (key, value: unknown) => key === 'trace' ? undefined : value), undefined, 1);
}
