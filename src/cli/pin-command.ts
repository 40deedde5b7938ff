import * as fs from 'fs';
import * as path from 'path';
import { parseArgs } from 'util';
import { CliError } from './cli-error';
import { imageDigest } from './image-digest';
import { say } from './say';
import { readBaseImages } from './staged';

export const PIN_HELP = `cdk-python-images pin [OPTION...]

Asks the registries for the digests of all images that the Dockerfiles of an assembly name, and writes them into the file that the apps take them from
(baseImageLock). Commit it. Synthesize first: npx cdk synth. It may fail for want of the file. The next synthesis has the digests in the Dockerfiles, so what
is built on them gets another hash when a digest moves, and only then.

  --app DIR    the assembly; cdk.out if not given
  --file FILE  the file for apps that name none; base-images.json if not given
  --check      write nothing, and fail when a digest has moved or is missing
  --help       this text`;

type Digests = Record<string, string>;

/** Asks for the digests and writes them, or tells what moved. */
export async function pinCommand(words: string[]): Promise<void> {
  const { values } = parseArgs({
    args: words, options: { app: { type: 'string', default: 'cdk.out' }, file: { type: 'string', default: 'base-images.json' }, check: { type: 'boolean', default: false } },
  });
  const staged = readBaseImages(values.app);
  if (staged.length === 0) {
    throw new CliError(`no Dockerfile of ${values.app} names an image\n  write: npx cdk synth, then this command again`);
  }
  const digests = await currentDigests([...new Set(staged.flatMap(({ references }) => references))].sort());
  const files = new Set(staged.map(({ lock }) => lock ?? path.resolve(values.file)));
  const changes = [...files].flatMap((file) => settle(file, staged.filter(({ lock }) => (lock ?? path.resolve(values.file)) === file)
    .flatMap(({ references }) => references), digests, values.check));
  const unused = staged.filter(({ lock }) => lock === undefined).map(({ construct }) => construct);
  if (unused.length > 0) {
    say(`nothing reads ${values.file} for ${unused.join(', ')}\n  write: PythonAppDefaults.set(app, { baseImageLock: ${JSON.stringify(values.file)} })`);
  }
  if (values.check && changes.length > 0) {
    throw new CliError(`${changes.length} of ${Object.keys(digests).length} images have moved or are not pinned\n  write: npx cdk-python-images pin`);
  }
}

async function currentDigests(references: string[]): Promise<Digests> {
  const digests: Digests = {};
  for (const [n, reference] of references.entries()) {
    say(`${n + 1}/${references.length} ${reference}`);
    digests[reference] = await imageDigest(reference);
  }
  return digests;
}

/** Writes what has changed and tells it. Images of other programs stay in the file. */
function settle(file: string, references: string[], digests: Digests, check: boolean): string[] {
  const before = read(file);
  const changed = [...new Set(references)].sort().filter((reference) => before[reference] !== digests[reference]);
  if (!check && changed.length > 0) {
    const after = { ...before, ...Object.fromEntries(changed.map((reference) => [reference, digests[reference]])) };
    const images = Object.fromEntries(Object.entries(after).sort(([a], [b]) => a < b ? -1 : 1));
    fs.writeFileSync(file, `${JSON.stringify({ images }, undefined, 2)}\n`);
  }
  const name = path.relative(process.cwd(), file);
  const lines = changed.map((reference) => before[reference] === undefined
    ? `  + ${reference} ${digests[reference]}`
    : `  ~ ${reference} ${before[reference]} -> ${digests[reference]}`);
  say([changed.length === 0 ? `${name}: no digest has moved` : `${name}: ${check ? 'would be written' : 'written'}`, ...lines].join('\n'));
  return changed;
}

function read(file: string): Digests {
  if (!fs.existsSync(file)) {
    return {};
  }
  try {
    return (JSON.parse(fs.readFileSync(file, 'utf8')) as { images?: Digests }).images ?? {};
  } catch (error) {
    throw new CliError(`${file} cannot be read, and is what it was: ${(error as Error).message}`);
  }
}
