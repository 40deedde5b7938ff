import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parseArgs } from 'util';
import { expectSameBase } from './base';
import { load, machineFacts } from './machine';
import { count } from './options';
import { rewritePage } from './page';
import { PAIR_CASES } from './pair-case';
import { migratedMarkdown, pairsMarkdown, pushedTable, timesTable } from './pair-report';
import { type PairResult, PairRounds } from './pair-rounds';
import { ProgressLines } from './progress-lines';
import { asText } from './table';
import { TimedBuilds } from './timed-builds';

const DOCS = path.join(__dirname, '..', 'docs');
const MIGRATED = 'migrated';
const HELP = `npm run bench:pairs [-- OPTION...]

Builds five kinds of apps with the library and with a Dockerfile by hand (bench/pairs), and examples/migrated with the Dockerfile that it had, in turns:
from nothing, after one line of code, after one dependency, with nothing changed. Rewrites the measured parts of docs/benchmarks.md and docs/from-a-dockerfile.md.

  --rounds N         rebuilds of each pair (default 5)
  --cold-rounds N    builds from nothing of each image (default 1)
  --only NAME        ${PAIR_CASES.map(({ name }) => name).join(', ')}; the pages stay as they are
  --help             this text`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'rounds': { type: 'string', default: '5' }, 'cold-rounds': { type: 'string', default: '1' }, 'only': { type: 'string' }, 'help': { type: 'boolean' } },
  });
  const cases = PAIR_CASES.filter(({ name }) => values.only === undefined || name === values.only);
  if (values.help || cases.length === 0) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-pairs-'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  await expectSameBase();
  const progress = new ProgressLines();
  const before = load();
  const builds = new TimedBuilds();
  const rounds = new PairRounds(builds, progress, folder);
  const results: PairResult[] = [];
  try {
    for (const one of cases) {
      results.push(await rounds.measure(one, count('--cold-rounds', values['cold-rounds']), count('--rounds', values.rounds)));
    }
  } finally {
    await builds.remove(results.map(({ hand }) => hand.subject));
  }
  const where = `Measured on ${await machineFacts()}. Load average ${before} at the beginning, ${load()} at the end.`;
  process.stdout.write(`\n${where}\n\n${asText(timesTable(results))}\n\n${asText(pushedTable(results))}\n`);
  if (values.only === undefined) {
    const migrated = results.filter(({ pair }) => pair.name === MIGRATED);
    rewritePage(path.join(DOCS, 'benchmarks.md'), pairsMarkdown(results.filter((result) => !migrated.includes(result)), where), 'bench:pairs');
    rewritePage(path.join(DOCS, 'from-a-dockerfile.md'), migratedMarkdown(migrated, where), 'bench:pairs');
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`, () => process.exit(1));
});
