import { randomUUID } from 'crypto';
import { docker } from './run-docker';

/** Makes a network of containers, whose names a server of the engine resolves, and takes it away whatever happens. */
export async function withNetwork<T>(body: (name: string) => Promise<T>): Promise<T> {
  const name = `cdk-python-images-${randomUUID()}`;
  await docker(['network', 'create', name]);
  try {
    return await body(name);
  } finally {
    await docker(['network', 'rm', name]);
  }
}
