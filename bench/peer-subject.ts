import * as fs from 'fs';
import * as path from 'path';
import { AppSource } from './app-source';
import type { StagedBuild, Subject } from './subject';
import { uv } from '../test/support/uv';

const PEERS = path.join(__dirname, 'peers');
/** What whoever writes a Dockerfile by hand leaves out of the context. */
const DOCKERIGNORE = ['Dockerfile', '.dockerignore', '.git', '.venv', '**/__pycache__', ''].join('\n');

/** The names of the hand-written Dockerfiles. */
export function peerNames(): string[] {
  return fs.readdirSync(PEERS).sort();
}

/** A hand-written Dockerfile of the same app. */
export class PeerSubject implements Subject {
  public readonly source: AppSource;

  /** `folder`: an empty one to work in. */
  constructor(public readonly name: string, folder: string) {
    this.source = AppSource.copyTo(folder);
    fs.writeFileSync(path.join(folder, '.dockerignore'), DOCKERIGNORE);
    if (this.dockerfile.includes('uv.lock')) {
      lock(this.source);
    }
  }

  public stage(): Promise<StagedBuild> {
    fs.writeFileSync(path.join(this.source.folder, 'Dockerfile'), this.dockerfile);
    return Promise.resolve({ contextDirectory: this.source.folder });
  }

  private get dockerfile(): string {
    return fs.readFileSync(path.join(PEERS, this.name, 'Dockerfile'), 'utf8');
  }
}

/** Makes uv.lock with the versions of requirements.txt. It is not kept: it would name the index it was made with. */
function lock(source: AppSource): void {
  const constraints = source.pins.map((pin) => `  "${pin}",\n`).join('');
  fs.appendFileSync(path.join(source.folder, 'pyproject.toml'), `\n[tool.uv]\nconstraint-dependencies = [\n${constraints}]\n`);
  uv(source.folder, 'lock');
}
