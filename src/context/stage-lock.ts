import * as fs from 'fs';
import * as path from 'path';

/** What the command line has to know of a lock to make it. Paths are relative to the folder that the record lies in. */
export interface LockRecord {
  /** The path of the construct. */
  readonly construct: string;
  /** The folder that Docker builds from. */
  readonly context: string;
  /** The stage that has nothing but the lock. */
  readonly target: string;
  /** The stage that computes it. */
  readonly computation: string;
  readonly platform: string;
  /** Arguments of the build. */
  readonly arguments: Record<string, string>;
  /** The source folder. */
  readonly source: string;
  /** The lock, relative to the source. */
  readonly file: string;
  /** What it is computed from, relative to the source. */
  readonly files: string[];
}

/** Writes a record beside the assets, where `cdk-python-images lock` finds it, also when the synthesis fails afterwards for want of the lock. */
export function stageLock(record: LockRecord, id: string, assets: string): void {
  fs.writeFileSync(path.join(assets, `python-lock.${id}.json`), `${JSON.stringify(record, undefined, 2)}\n`);
}
