import { expect } from 'vitest';
import { withContainer } from './with-container';

/** Starts an image as it is deployed: it answers at once on the port with the text, and ends by its signal, not by force. */
export async function answersAndEnds(image: string, answer: string, port: number, env?: Record<string, string>): Promise<void> {
  await withContainer({ image, readOnly: true, tmpfs: ['/tmp'], ports: [port], env }, async (container) => {
    expect((await container.httpGet('/')).body).toContain(answer);
    const { seconds, exitCode } = await container.stop();
    expect(exitCode).not.toBe(137);
    expect(seconds).toBeLessThan(2);
  });
}
