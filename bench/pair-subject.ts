import * as fs from 'fs';
import * as path from 'path';
import { quietly } from './library-subject';
import { type PairCase, PairSource, synthesize } from './pair-case';
import type { Buildable, StagedBuild } from './subject';
import { imageAssets } from '../test/support/docker/image-assets';

/** The image of a case by the library, as `cdk deploy` builds it, or by hand. */
export class PairSubject implements Buildable {
  public readonly name: string;
  public readonly source: PairSource;
  private contexts = 0;

  /** `folder`: an empty one to work in. */
  constructor(private readonly pair: PairCase, private readonly by: 'library' | 'hand', private readonly folder: string) {
    this.name = `${pair.name}-${by}`;
    this.source = new PairSource(pair, path.join(folder, 'app'));
  }

  public stage(): Promise<StagedBuild> {
    if (this.by === 'hand') {
      fs.copyFileSync(this.pair.dockerfile, path.join(this.source.folder, 'Dockerfile'));
      fs.writeFileSync(path.join(this.source.folder, '.dockerignore'), ['Dockerfile', '.dockerignore', '**/__pycache__', ''].join('\n'));
      return Promise.resolve({ contextDirectory: this.source.folder });
    }
    this.contexts += 1;
    const outdir = path.join(this.folder, `cdk.out-${this.contexts}`);
    const [{ contextDirectory, platform, buildArgs }] = imageAssets(quietly(() => synthesize(this.pair, this.source.folder, outdir)));
    return Promise.resolve({ contextDirectory, platform, buildArgs });
  }
}
