import { randomUUID } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { inject } from 'vitest';
import type { Cdk } from './cdk';
import { Deployment } from './deployment';
import { docker } from '../docker/run-docker';

/** What the app of the tests says of how it is built. */
export interface StoreSettings {
  /** Where the base comes from. @default - the registry of the tests */
  readonly registry?: string;
  /** @default 'local': the engine is said to write caches */
  readonly builder?: 'classic' | 'local' | 'buildx';
  /** The repository of a build cache. */
  readonly cache?: string;
  readonly allStages?: boolean;
  /** The apps that record how they are built. */
  readonly provenance?: string[];
  /** The apps that are functions of Lambda, too. */
  readonly functions?: string[];
}

/** Installed in a moment. */
const LOCK = 'idna==3.10 --hash=sha256:946d195a0d259cbba61165e88e65941f16e9b36ea6ddb97f00452bae8b1287d3\n';

/** A CDK app whose images are built by the engine with the containerd image store, of files that no build has seen. */
export class StoreDeployment extends Deployment {
  /** @param apps as many, with the same lock; each prints its name and a word with a dot in it */
  constructor(stack: string, apps: string[] = ['Api']) {
    const unseen = randomUUID();
    super(stack, {
      program: 'store-app.ts',
      files: Object.fromEntries(apps.flatMap((name) => [
        [`${name}/requirements.txt`, `# ${unseen}\n${LOCK}`],
        [`${name}/main.py`, [
          'import idna', '', `WORD = "${unseen}"`, '', 'def handle(event, context):', '    return WORD', '',
          'if __name__ == "__main__":', `    print("${name}", idna.encode("bücher.example").decode(), WORD)`, '',
        ].join('\n')],
      ])),
    });
  }

  /** Changes a line of an app, and gives what the app prints then. */
  public editLine(name = 'Api'): string {
    const word = randomUUID();
    const file = path.join(this.project(name), 'main.py');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/WORD = .*/, `WORD = "${word}"`));
    return `${name} xn--bcher-kva.example ${word}\n`;
  }

  /** Gives an app a lock that no build has seen, so that its dependencies are installed anew. */
  public editLock(name = 'Api'): void {
    fs.writeFileSync(path.join(this.project(name), 'requirements.txt'), `# ${randomUUID()}\n${LOCK}`);
  }

  /** The command line, on the engine with the containerd image store unless it is said to be the classic one. */
  public with(settings: StoreSettings, environment: Record<string, string> = {}): Cdk {
    return this.cdk({
      STORE_SETTINGS: JSON.stringify({ registry: inject('registryAddress'), ...settings }),
      ...(settings.builder !== 'classic' && { DOCKER_HOST: inject('storeEngine') }),
      ...environment,
    });
  }

  /** The variables for what asks the engine with the containerd image store. */
  public get engine(): Record<string, string> {
    return { ...this.environment, DOCKER_HOST: inject('storeEngine') };
  }

  /** Bakes what was synthesized last, with the login that the last deploy has left, and gives the plain progress. */
  public async bake(words: string[] = []): Promise<string> {
    return (await docker(['buildx', 'bake', '--progress=plain', ...words], { directory: this.assembly, environment: this.engine })).log;
  }

  /** The engine forgets all steps, mounts of caches included, and the images that were built. The base stays. */
  public async forgetBuilds(): Promise<void> {
    const { stdout } = await docker(['image', 'ls', '--format={{.Repository}}:{{.Tag}}'], { environment: this.engine });
    const built = stdout.split('\n').filter((name) => /^cdkasset-|[.]dkr[.]ecr[.]/.test(name));
    if (built.length > 0) {
      await docker(['image', 'rm', '--force', ...built], { environment: this.engine });
    }
    await docker(['builder', 'prune', '--all', '--force'], { environment: this.engine });
  }

  /** The folder of the last synthesis. */
  public get assembly(): string {
    return path.join(this.folder, 'cdk.out');
  }

  /** The tag that the last synthesis gave an image. */
  public tagOf(construct: string): string {
    const { dockerImages } = JSON.parse(fs.readFileSync(path.join(this.assembly, `${this.stack}.assets.json`), 'utf8')) as {
      readonly dockerImages: Record<string, { readonly displayName: string }>;
    };
    return Object.entries(dockerImages).find(([, { displayName }]) => displayName === `${this.stack}/${construct}`)![0];
  }
}
