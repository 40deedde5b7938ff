import * as fs from 'fs';
import * as path from 'path';

/** What the command line has to know of a target to build it. Paths are relative to the folder that the record lies in. */
export interface TargetRecord {
  /** The path of the construct. */
  readonly construct: string;
  /** The folder that Docker builds from. */
  readonly context: string;
  /** The stage to build. */
  readonly target: string;
  readonly platform: string;
  /** Arguments of the build. */
  readonly arguments: Record<string, string>;
}

/** What the command line has to know of a lock to make it. The target has nothing but the lock. */
export interface LockRecord extends TargetRecord {
  /** The stage that computes it. */
  readonly computation: string;
  /** The source folder. */
  readonly source: string;
  /** The lock, relative to the source. */
  readonly file: string;
  /** What it is computed from, relative to the source. */
  readonly files: string[];
}

/** What the command line has to know of the images that a Dockerfile names. */
export interface BaseImagesRecord {
  /** The path of the construct. */
  readonly construct: string;
  /** The references, without the digests of the lock. */
  readonly references: string[];
  /** The file with the digests, relative to the folder that the record lies in. */
  readonly lock?: string;
}

/** Writes a record beside the assets, where `cdk-python-images pin` finds it. */
export function stageBaseImages(record: BaseImagesRecord, id: string, assets: string): void {
  write(record, `python-bases.${id}`, assets);
}

/** Writes a record beside the assets, where `cdk-python-images test` finds it. */
export function stageTarget(record: TargetRecord, id: string, assets: string): void {
  write(record, `python-target.${id}`, assets);
}

/** Writes a record beside the assets, where `cdk-python-images lock` finds it, also when the synthesis fails afterwards for want of the lock. */
export function stageLock(record: LockRecord, id: string, assets: string): void {
  write(record, `python-lock.${id}`, assets);
}

/** Writes the bill of materials of an image beside the assets, by the hash of the image, which is its tag. */
export function stageSbom(text: string, hash: string, assets: string): void {
  fs.writeFileSync(path.join(assets, `sbom.${hash}.cdx.json`), text);
}

function write(record: object, name: string, assets: string): void {
  fs.writeFileSync(path.join(assets, `${name}.json`), `${JSON.stringify(record, undefined, 2)}\n`);
}
