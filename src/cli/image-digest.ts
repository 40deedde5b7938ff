import { execFile } from 'child_process';
import { CliError } from './cli-error';
import { dockerProgram, noDocker } from './docker-program';

/** The digest that a reference has in its registry now: of the index, when there is one for several platforms. Fails with what the registry says. */
export async function imageDigest(reference: string): Promise<string> {
  const words = ['buildx', 'imagetools', 'inspect', '--format', '{{json .Manifest.Digest}}', reference];
  const said = await new Promise<string>((resolve, reject) => {
    execFile(dockerProgram(), words, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
      } else if (error.code === 'ENOENT' as unknown) {
        reject(noDocker());
      } else {
        reject(new CliError(`the registry does not tell the digest of ${reference}, and the lock is what it was\n  ${stderr.trim().split('\n').slice(-3).join('\n  ')}`));
      }
    });
  });
  const digest = /sha256:[0-9a-f]{64}/.exec(said)?.[0];
  if (digest === undefined) {
    throw new CliError(`${dockerProgram()} ${words.join(' ')} told no digest, and the lock is what it was:\n${said}`);
  }
  return digest;
}
