import * as fs from 'fs';
import * as path from 'path';
import { parseArgs } from 'util';
import { CodedError } from '../../src/private/coded-error';
import { BuildProgress } from '../../test/support/docker/build-progress';
import { Container } from '../../test/support/docker/container';
import { type BuiltImage, dockerBuild } from '../../test/support/docker/docker-build';
import { dockerHistory } from '../../test/support/docker/docker-history';
import { engineAnswers } from '../../test/support/docker/engine-answers';
import { type ImageAsset, imageAssets } from '../../test/support/docker/image-assets';
import { imageInspect } from '../../test/support/docker/image-inspect';

const HELP = `npm run example [-- OPTION...]

Synthesizes examples/inventory, builds its image as \`cdk deploy\` would, runs it and asks it over HTTP.
Without a Docker engine it stops after the synthesis.

  --keep   leave the container running and print its address
  --help   this text`;

/** How long a build may say nothing. */
const QUIET_SECONDS = 10;
const TAG = 'inventory-example';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { keep: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    say(HELP);
    return;
  }
  // Ends the process so that its last acts happen: the container is taken away, a running build is stopped.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const asset = await synthesize(path.join(__dirname, 'cdk.out'));
  if (!await engineAnswers()) {
    say('\nNo Docker engine answers, so the image is not built. Get one: npm run engine. Then: npm run example');
    return;
  }
  await run(await build(asset), values.keep ?? false);
}

/** Runs main.ts as the CDK command line does, and reads what it wrote as `cdk deploy` does. */
async function synthesize(assembly: string): Promise<ImageAsset> {
  fs.rmSync(assembly, { recursive: true, force: true });
  process.env.CDK_OUTDIR = assembly;
  const begin = performance.now();
  await import('./main.js');
  const seconds = (performance.now() - begin) / 1000;
  const [asset] = imageAssets(assembly);
  const folder = path.relative(process.cwd(), asset.contextDirectory);
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => fs.statSync(path.join(folder, name))).filter((stat) => stat.isFile());
  say(`Synthesized ${asset.displayName} in ${seconds.toFixed(1)} s`);
  say(`  asset       ${asset.hash}: ${files.length} files, ${sizeOf(files.reduce((sum, { size }) => sum + size, 0))}`);
  say(`  context     ${folder}`);
  say(`  Dockerfile  ${path.join(folder, 'Dockerfile')}`);
  return asset;
}

/** Builds with the platform and the arguments of the asset manifest. A line for every step, and for every ten seconds without one. */
async function build(asset: ImageAsset): Promise<BuiltImage> {
  say(`\nBuilding for ${asset.platform}`);
  const progress = new BuildProgress();
  const stillAtIt = () => say(`     … s  still at ${progress.working.join(', ')}`);
  let timer = setInterval(stillAtIt, QUIET_SECONDS * 1000);
  try {
    const image = await dockerBuild({
      ...asset,
      tag: TAG,
      onLine: (line) => {
        const step = progress.read(line);
        if (step === undefined || step.place.startsWith('internal')) {
          return;
        }
        const { place, instruction, seconds, failed } = step;
        const time = failed ? 'failed' : seconds === undefined ? 'cached' : `${seconds.toFixed(1)} s`;
        say(`${time.padStart(8)}  ${place.padEnd(24)}  ${instruction}`.slice(0, 120).trimEnd());
        clearInterval(timer);
        timer = setInterval(stillAtIt, QUIET_SECONDS * 1000);
      },
    });
    say(`Built ${TAG}, ${image.imageId}, in ${image.seconds.toFixed(1)} s`);
    return image;
  } finally {
    clearInterval(timer);
  }
}

async function run({ imageId }: BuiltImage, keep: boolean): Promise<void> {
  const container = await Container.start({ image: imageId, readOnly: true, tmpfs: ['/tmp'], ports: [8000] });
  try {
    const begin = performance.now();
    const { status, body } = await container.httpGet('/');
    const url = await container.url();
    say(`\nGET ${url}/ from the container with a read-only file system: ${status} after ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    say(JSON.stringify(JSON.parse(body), undefined, 2));
    const appLayer = (await dockerHistory(imageId)).find(({ createdBy }) => createdBy.startsWith('COPY'));
    say(`\n  image        ${sizeOf((await imageInspect(imageId)).Size)}`);
    say(`  app's layer  ${sizeOf(appLayer?.bytes ?? 0)}: what a change of the code changes`);
    if (keep) {
      container.keep();
      say(`  container    ${container.name} at ${url}; end it: docker rm --force ${container.name}`);
      return;
    }
    const { seconds, exitCode } = await container.stop();
    say(`  docker stop  ${seconds.toFixed(1)} s, exit code ${exitCode}`);
    if (status !== 200) {
      throw new Error(`the app answered with ${status}`);
    }
  } finally {
    if (!container.kept) {
      await container.remove();
    }
  }
}

/** Decimal, as Docker says sizes. */
function sizeOf(bytes: number): string {
  return bytes < 1e3 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  const usage = (error as { code?: unknown }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? `\n\n${HELP}` : '';
  const { message, stack } = error as Error;
  const text = error instanceof CodedError || usage !== '' || message.startsWith('docker ') ? message : stack;
  // Not by process.exitCode: an App with CDK_OUTDIR would synthesize once more before the process ends.
  process.stderr.write(`${text}${usage}\n`, () => process.exit(1));
});
