import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { inject } from 'vitest';
import { Cdk } from './cdk';
import { writeFiles } from '../write-files';

const ROOT = path.resolve(__dirname, '../../..');

export interface DeploymentProps {
  /** The CDK app, beside this file. @default - the projects in a stack */
  readonly program?: string;
  /** The projects, by their paths. @default - those of examples/orders */
  readonly files?: Record<string, string>;
}

/** A CDK app in a folder of its own: projects that a test edits, and a stack with them. */
export class Deployment {
  public readonly folder: string;
  public readonly environment: Record<string, string>;

  /** @param stack the name of the stack */
  constructor(public readonly stack: string, { program = 'app.ts', files }: DeploymentProps = {}) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deployment-'));
    this.environment = inject('deployEnvironment');
    writeFiles(this.folder, files ?? {});
    for (const project of files === undefined ? ['api', 'events'] : []) {
      fs.cpSync(path.join(ROOT, 'examples/orders', project), this.project(project), { recursive: true });
    }
    const words = [path.join(ROOT, 'node_modules/.bin/tsx'), path.join(__dirname, program), stack, this.folder];
    fs.writeFileSync(path.join(this.folder, 'cdk.json'), JSON.stringify({ app: words.join(' ') }));
  }

  /** The command line in the folder of the app. */
  public cdk(environment: Record<string, string> = {}): Cdk {
    return new Cdk(this.folder, { ...this.environment, ...environment });
  }

  /** The folder of one of the projects. */
  public project(name: string): string {
    return path.join(this.folder, name);
  }

  /** Replaces a text that is in a file of the projects once. */
  public edit(file: string, from: string, to: string): void {
    const name = path.join(this.folder, file);
    const parts = fs.readFileSync(name, 'utf8').split(from);
    if (parts.length !== 2) {
      throw new Error(`${file} has ${JSON.stringify(from)} ${parts.length - 1} times`);
    }
    fs.writeFileSync(name, parts.join(to));
  }

  /** A container command line that is not called docker. It writes down what it is asked and passes it on to one that there is. */
  public recorder(passedTo: string): { readonly program: string; readonly commands: () => string[] } {
    const program = path.join(this.folder, 'containers');
    const log = `${program}.log`;
    fs.writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nexec '${passedTo}' "$@"\n`, { mode: 0o755 });
    fs.writeFileSync(log, '');
    return { program, commands: () => fs.readFileSync(log, 'utf8').split('\n').filter((line) => line !== '') };
  }

  /** The folder goes; what was deployed stays with the stand-ins. */
  public remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
