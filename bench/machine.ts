import * as os from 'os';
import { docker } from '../test/support/docker/run-docker';

/** Where it was measured, in one line with no names in it. */
export async function machineFacts(): Promise<string> {
  const { stdout } = await docker(['version', '--format={{.Server.Version}}']);
  const { stdout: driver } = await docker(['info', '--format={{.Driver}}']);
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.cpus().length} cores, ${memory} GiB of memory, ${os.type()} on ${os.arch()}, Docker Engine ${stdout.trim()} with ${driver.trim()}, Node.js ${process.versions.node}`;
}

/** How busy the machine is with other work: the load average of the last minute. */
export function load(): string {
  return os.loadavg()[0].toFixed(1);
}
