import * as fs from 'fs';
import * as path from 'path';
import { parseArgs } from 'util';
import { dockerBuild } from './docker-build';
import { lockChanges } from './lock-changes';
import { say } from './say';
import { choose, readLocks, requireFresh, StagedLock } from './staged';

export const LOCK_HELP = `cdk-python-images lock [OPTION...] [CONSTRUCT...]

Computes the locks of an assembly with Docker, inside the base images that will run the apps, and writes them read-only into the source
folders. Synthesize first: npx cdk synth. It may fail for want of the lock. A lock that is there keeps its versions; without one, or with
--upgrade, everything is the newest that the requirements allow. CONSTRUCT is a path such as Stack/Api/Lock; all locks if none is given.

  --app DIR   the assembly; cdk.out if not given
  --upgrade   take the newest versions
  --list      say which locks there are, and compute none
  --help      this text`;

/** Computes the locks, one after the other. */
export async function lockCommand(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { app: { type: 'string', default: 'cdk.out' }, upgrade: { type: 'boolean', default: false }, list: { type: 'boolean', default: false } },
  });
  const locks = choose(readLocks(values.app), positionals,
    `there is no lock in ${values.app}\n  write: new PythonLock(app, 'Lock') in the CDK app, then: npx cdk synth (it may fail for want of the lock)`);
  for (const lock of locks) {
    const file = path.join(lock.source, lock.file);
    if (values.list) {
      say(`${lock.construct}  ${path.relative(process.cwd(), file)}`);
    } else {
      requireFresh(lock);
      await compute(lock, file, values.upgrade);
    }
  }
}

async function compute(lock: StagedLock, file: string, upgrade: boolean): Promise<void> {
  say(`${lock.construct}: computing ${lock.file}`);
  const before = read(file);
  await dockerBuild({ ...lock, arguments: { ...lock.arguments, ...(upgrade && { UPGRADE: '1' }) } }, [
    `--no-cache-filter=${lock.computation}`, `--output=type=local,dest=${path.dirname(file)}`,
  ], 'the lock was not computed, and the file in the source is what it was; what Docker says is above');
  const changes = lockChanges(before ?? '', read(file) ?? '');
  say([`${before === undefined ? 'made' : 'computed again'}: ${path.relative(process.cwd(), file)}`, ...(changes.length === 0 ? ['no version has changed'] : changes)].join('\n  '));
}

function read(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
