import { withContainer } from '../test/support/docker/with-container';

/** Runs an image and asks it. Fails unless it answers with the greeting of its source and with its native parts at work. */
export async function expectAnswer(name: string, image: string, greeting: string): Promise<void> {
  const body = await withContainer({ image, ports: [8000] }, async (container) => (await container.httpGet('/')).body);
  const answer = JSON.parse(body) as Record<string, unknown>;
  if (answer.greeting !== greeting || answer.pieces !== 555 || !(Number(answer.libpq) > 0) || !(Number(answer.jpegBytes) > 500)) {
    throw new Error(`${name}: the image does not answer as its source says: ${body}`);
  }
}
