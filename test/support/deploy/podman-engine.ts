import { execFileSync } from 'child_process';
import * as path from 'path';
import type { TestProject } from 'vitest/node';

const SCRIPT = path.resolve(__dirname, '../../../scripts/engine/podman');

/** Has the CDK's command line call Podman. What it built and pushed is gone when the tests are done; it stays, with its base images, for the next time. */
export default function podmanEngine(project: TestProject): () => void {
  const program = execFileSync(SCRIPT, ['up'], { encoding: 'utf8' }).trim();
  project.provide('containerProgram', program);
  const podman = (...words: string[]) => execFileSync(program, words, { encoding: 'utf8' }).split('\n').filter((line) => line !== '');
  return () => {
    const built = podman('image', 'ls', '--format={{.Repository}}:{{.Tag}}').filter((name) => /^localhost\/|[.]dkr[.]ecr[.]/.test(name));
    if (built.length > 0) {
      podman('image', 'rm', '--force', ...built);
    }
    podman('image', 'prune', '--force');
  };
}
