import * as fs from 'fs';
import * as path from 'path';
import { CliError } from './cli-error';

/** A lock that synth has staged, with absolute paths. */
export interface StagedLock {
  readonly construct: string;
  readonly context: string;
  readonly target: string;
  readonly computation: string;
  readonly platform: string;
  readonly arguments: Record<string, string>;
  readonly source: string;
  readonly file: string;
  readonly files: string[];
}

/** The locks of an assembly, by their constructs, without those whose staged files are gone. */
export function readLocks(assembly: string): StagedLock[] {
  const names = fs.existsSync(assembly) ? fs.readdirSync(assembly).filter((name) => /^python-lock\..*\.json$/.test(name)) : [];
  return names.map((name) => JSON.parse(fs.readFileSync(path.join(assembly, name), 'utf8')) as StagedLock)
    .map((lock) => ({ ...lock, context: path.resolve(assembly, lock.context), source: path.resolve(assembly, lock.source) }))
    .filter(({ context }) => fs.existsSync(context))
    .sort((a, b) => a.construct < b.construct ? -1 : 1);
}

/** The chosen ones; all if none is named. */
export function chooseLocks(locks: StagedLock[], names: string[], assembly: string): StagedLock[] {
  if (locks.length === 0) {
    throw new CliError(`there is no lock in ${assembly}\n  write: new PythonLock(app, 'Lock') in the CDK app, then: npx cdk synth (it may fail for want of the lock)`);
  }
  const absent = names.filter((name) => !locks.some(({ construct }) => construct === name));
  if (absent.length > 0) {
    throw new CliError(`no lock is called ${absent.join(', ')}; there are:\n${locks.map(({ construct }) => `  ${construct}`).join('\n')}`);
  }
  return names.length === 0 ? locks : locks.filter(({ construct }) => names.includes(construct));
}

/** Fails when a file that the lock is computed from is not what it was at synth. */
export function requireFresh(lock: StagedLock): void {
  const changed = lock.files.filter((file) => content(path.join(lock.source, file)) !== content(path.join(lock.context, 'files', file)));
  const appeared = !lock.files.includes(lock.file) && fs.existsSync(path.join(lock.source, lock.file)) ? [lock.file] : [];
  if (changed.length + appeared.length > 0) {
    throw new CliError(`${lock.construct}: ${[...changed, ...appeared].join(', ')} changed since the synthesis\n  write: npx cdk synth, then this command again`);
  }
}

function content(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
