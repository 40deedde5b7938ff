import { inject } from 'vitest';
import type { Fault, Transfer } from './registry-front';

/** The registry as a test sees it. */
export const registry = {
  /** What went through since it was last forgotten. */
  transfers: (): Promise<Transfer[]> => control('GET', '/transfers'),
  forget: (): Promise<Transfer[]> => control('DELETE', '/transfers'),
  fail: (fault: Fault): Promise<Transfer[]> => control('PUT', '/fault', fault),
  work: (): Promise<Transfer[]> => control('DELETE', '/fault'),
};

/** The blobs among what went through that the registry took: their digests, and the bytes that were sent. */
export function uploads(transfers: Transfer[]): Map<string, number> {
  const sent = new Map<string, number>();
  const taken = new Map<string, number>();
  for (const { method, path, status, bytes } of transfers) {
    const upload = /\/blobs\/uploads\/([^?]+)\?/.exec(path)?.[1];
    if (upload !== undefined && status < 300 && status > 0) {
      sent.set(upload, (sent.get(upload) ?? 0) + bytes);
      const digest = new URL(path, 'https://registry').searchParams.get('digest');
      if (method === 'PUT' && digest !== null) {
        taken.set(digest, sent.get(upload)!);
      }
    }
  }
  return taken;
}

async function control(method: string, where: string, body?: unknown): Promise<Transfer[]> {
  const response = await fetch(`${inject('registryControl')}${where}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return await response.json() as Transfer[];
}
