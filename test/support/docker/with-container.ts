import { Container, type StartOptions } from './container';

/** Starts a container, hands it over, and takes it away whatever happens. */
export async function withContainer<T>(options: StartOptions, body: (container: Container) => Promise<T>): Promise<T> {
  const container = await Container.start(options);
  try {
    return await body(container);
  } finally {
    await container.remove();
  }
}
