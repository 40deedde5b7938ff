import * as fs from 'fs';
import * as path from 'path';
import { CliError } from './cli-error';

/** A target that synth has staged, with absolute paths. */
export interface StagedTarget {
  readonly construct: string;
  readonly context: string;
  readonly target: string;
  readonly platform: string;
  readonly arguments: Record<string, string>;
}

/** A lock that synth has staged. */
export interface StagedLock extends StagedTarget {
  readonly computation: string;
  readonly source: string;
  readonly file: string;
  readonly files: string[];
}

/** The images that one Dockerfile names. */
export interface StagedBaseImages {
  readonly construct: string;
  readonly references: string[];
  /** Undefined when the app has no lock of them. */
  readonly lock?: string;
}

/** The targets of an assembly, by their constructs, without those whose staged files are gone. */
export function readTargets(assembly: string): StagedTarget[] {
  return readRecords<StagedTarget>(assembly, 'python-target');
}

/** The locks of an assembly, by their constructs, without those whose staged files are gone. */
export function readLocks(assembly: string): StagedLock[] {
  return readRecords<StagedLock>(assembly, 'python-lock').map((lock) => ({ ...lock, source: path.resolve(assembly, lock.source) }));
}

/** The images that the Dockerfiles of an assembly name, with the files that are to hold their digests. */
export function readBaseImages(assembly: string): StagedBaseImages[] {
  return readFiles<StagedBaseImages>(assembly, 'python-bases')
    .map((record) => ({ ...record, ...(record.lock !== undefined && { lock: path.resolve(assembly, record.lock) }) }));
}

function readFiles<T>(assembly: string, kind: string): T[] {
  if (fs.statSync(assembly, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new CliError(`there is no assembly at ${assembly}\n  write: npx cdk synth, then this command again, in the folder of the CDK app or with --app DIR`);
  }
  const names = fs.readdirSync(assembly).filter((name) => name.startsWith(`${kind}.`) && name.endsWith('.json'));
  return names.map((name) => JSON.parse(fs.readFileSync(path.join(assembly, name), 'utf8')) as T);
}

function readRecords<T extends StagedTarget>(assembly: string, kind: string): T[] {
  return readFiles<T>(assembly, kind)
    .map((record) => ({ ...record, context: path.resolve(assembly, record.context) }))
    .filter(({ context }) => fs.existsSync(context))
    .sort((a, b) => a.construct < b.construct ? -1 : 1);
}

/** The chosen ones of what there is; all if none is named. */
export function choose<T extends StagedTarget>(all: T[], names: string[], missing: string): T[] {
  if (all.length === 0) {
    throw new CliError(missing);
  }
  const absent = names.filter((name) => !all.some(({ construct }) => construct === name));
  if (absent.length > 0) {
    throw new CliError(`nothing is called ${absent.join(', ')}; there are:\n${all.map(({ construct }) => `  ${construct}`).join('\n')}`);
  }
  return names.length === 0 ? all : all.filter(({ construct }) => names.includes(construct));
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
