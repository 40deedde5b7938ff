import * as fs from 'fs';
import * as path from 'path';
import { AppSource } from './app-source';
import type { StagedBuild, Subject } from './subject';
import { SOURCE_DATE_EPOCH } from '../src/private/source-date-epoch';

/** A context that the library generated, edited by hand: to see what an idea is worth before it is written as a stage. */
export class TriedSubject implements Subject {
  public readonly source: AppSource;

  /** `given`: the edited context. `folder`: an empty one to work in. */
  constructor(public readonly name: string, private readonly given: string, private readonly folder: string) {
    fs.cpSync(given, folder, { recursive: true });
    this.source = new AppSource(path.join(folder, 'app'));
  }

  public stage(): Promise<StagedBuild> {
    fs.copyFileSync(path.join(this.given, 'Dockerfile'), path.join(this.folder, 'Dockerfile'));
    return Promise.resolve({ contextDirectory: this.folder, platform: 'linux/amd64', buildArgs: { SOURCE_DATE_EPOCH: `${SOURCE_DATE_EPOCH}` } });
  }
}
