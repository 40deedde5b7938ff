import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { expectSameBase } from './base';
import { measureFloor } from './floor';
import { LibrarySubject } from './library-subject';
import { load, machineFacts } from './machine';
import { type BenchOptions, HELP, readOptions } from './options';
import { type Outcome, outcomeMarkdown, outcomeText } from './outcome';
import { rewritePage } from './page';
import { PeerSubject, peerNames } from './peer-subject';
import { ProgressLines } from './progress-lines';
import { Rounds } from './rounds';
import { TimedBuilds } from './timed-builds';
import { TriedSubject } from './tried-subject';
import { waysMarkdown } from './ways';

const ROOT = path.join(__dirname, '..');
const PAGE = path.join(ROOT, 'docs', 'benchmarks.md');
const WAYS_PAGE = path.join(ROOT, 'docs', 'seeds.md');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), peerNames());
  if (options === undefined) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  // Ends the process so that its last acts happen: containers are taken away, a running build is stopped.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  await bench(options, folder);
}

async function bench(options: BenchOptions, folder: string): Promise<void> {
  const progress = new ProgressLines();
  const before = load();
  const machine = await machineFacts();
  progress.say(`${machine}; load average ${before}`);
  execFileSync(path.join(ROOT, 'scripts', 'tools'), { stdio: 'inherit' });
  const base = await expectSameBase();
  const library = new LibrarySubject(path.join(folder, 'library'));
  const peers = (options.only === undefined ? peerNames() : [options.only]).map((name) => new PeerSubject(name, path.join(folder, name)));
  const tried = Object.entries(options.tried).map(([name, given]) => new TriedSubject(name, given, path.join(folder, name)));
  const builds = new TimedBuilds();
  try {
    const rounds = new Rounds({ library, others: [...tried, ...peers], builds, progress });
    await rounds.cold(options.coldRounds);
    await rounds.answers();
    await rounds.rebuilds(options.rounds);
    progress.say('counting the floor');
    const floor = await measureFloor(library.source, base, path.join(folder, 'floor'));
    const outcome: Outcome = { options, results: rounds.results, floor, machine, loads: [before, load()] };
    process.stdout.write(`\n${outcomeText(outcome)}`);
    if (options.only === undefined && tried.length === 0) {
      rewritePage(PAGE, outcomeMarkdown(outcome));
      rewritePage(WAYS_PAGE, waysMarkdown(rounds.results));
      process.stdout.write(`\nWrote ${[PAGE, WAYS_PAGE].map((page) => path.relative(process.cwd(), page)).join(' and ')}\n`);
    }
  } finally {
    await builds.remove(peers);
  }
}

main().catch((error: unknown) => {
  const { message, stack } = error as Error;
  const usage = ((error as { code?: string }).code ?? '').startsWith('ERR_PARSE_ARGS') || message.startsWith('--');
  // Not by process.exitCode: an App would synthesize once more before the process ends.
  process.stderr.write(`${usage ? `${message}\n\n${HELP}` : message.startsWith('docker ') ? message : stack}\n`, () => process.exit(1));
});
