import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { AppSource } from './app-source';
import type { StagedBuild, Subject } from './subject';
import { PythonApp } from '../src';
import { imageAssets } from '../test/support/docker/image-assets';

/** The library with nothing said but `source`, built from the asset manifest as `cdk deploy` builds it. */
export class LibrarySubject implements Subject {
  public readonly name = 'library';
  public readonly source: AppSource;

  /** `folder`: an empty one to work in. */
  constructor(private readonly folder: string) {
    this.source = AppSource.copyTo(path.join(folder, 'app'));
  }

  public stage(): Promise<StagedBuild> {
    // A code change is a new synth, and that is a new folder: Docker has not seen its files before.
    const outdir = fs.mkdtempSync(path.join(this.folder, 'cdk.out-'));
    const begin = performance.now();
    const app = new App({ outdir });
    new PythonApp(new Stack(app, 'Inventory'), 'Api', { source: this.source.folder });
    const assembly = quietly(() => app.synth().directory);
    const synthSeconds = (performance.now() - begin) / 1000;
    const [{ contextDirectory, platform, buildArgs }] = imageAssets(assembly);
    return Promise.resolve({ contextDirectory, platform, buildArgs, synthSeconds });
  }
}

/** The CDK says on standard error that it stages the context; that would stand between the lines of progress. */
export function quietly<T>(body: () => T): T {
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = () => true;
  try {
    return body();
  } finally {
    process.stderr.write = write;
  }
}
