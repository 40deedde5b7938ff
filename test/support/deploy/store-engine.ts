import { execFileSync } from 'child_process';
import * as path from 'path';
import type { TestProject } from 'vitest/node';
import { FETCHES_PACKAGES } from '../docker/unpacked-package';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of an engine with the containerd image store, for `DOCKER_HOST`. */
    readonly storeEngine: string;
    /** The folder that is its disk. */
    readonly storeDisk: string;
  }
}

const SCRIPT = path.resolve(__dirname, '../../../scripts/engine/store');
/** Of memory, and only what is used. */
const SIZE = '3g';

/** A second engine for the tests, and the one base that their apps have, in the registry, too. It is gone when they are done. */
export default function storeEngine(project: TestProject): () => void {
  const { registryAddress } = project.getProvidedContext();
  const host = execFileSync(SCRIPT, ['up', SIZE], { encoding: 'utf8' }).trim();
  const down = () => void execFileSync(SCRIPT, ['down']);
  try {
    // By a registry, so that the base has the digest for all engines that it is pulled by.
    const base = `${registryAddress}/docker/library/python:3.13-slim-trixie`;
    execFileSync('docker', ['image', 'tag', FETCHES_PACKAGES, base]);
    try {
      execFileSync('docker', ['image', 'push', '--quiet', base]);
    } finally {
      execFileSync('docker', ['image', 'rm', base]);
    }
    execFileSync('docker', ['--host', host, 'pull', '--quiet', base]);
    project.provide('storeEngine', host);
    project.provide('storeDisk', path.join(path.dirname(host.replace('unix://', '')), 'disk'));
  } catch (error) {
    down();
    throw error;
  }
  return down;
}
