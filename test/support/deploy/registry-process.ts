import * as fs from 'fs';
import * as path from 'path';
import { freePort, ServerProcess } from './server-process';

/** The program that `scripts/deploy/tools` unpacks. */
const PROGRAM = path.resolve(__dirname, '../../../.tools/deploy/docker-registry');

/** A registry that keeps what it has in a folder, on a port of the loopback address. */
export class RegistryProcess {
  public static async start(folder: string): Promise<RegistryProcess> {
    const port = await freePort();
    const data = path.join(folder, 'data');
    const configuration = path.join(folder, 'registry.yml');
    fs.writeFileSync(configuration, [
      'version: 0.1',
      'log: {level: warn}',
      `storage: {filesystem: {rootdirectory: ${JSON.stringify(data)}}}`,
      `http: {addr: "127.0.0.1:${port}", relativeurls: true}`, // it has two names: this one, and ECR's
      '',
    ].join('\n'));
    return new RegistryProcess(port, data, await ServerProcess.start([PROGRAM, 'serve', configuration], port));
  }

  private constructor(
    public readonly port: number,
    /** The folder with what it has. */
    public readonly data: string,
    private readonly server: ServerProcess,
  ) {}

  public stop(): void {
    this.server.stop();
  }
}
