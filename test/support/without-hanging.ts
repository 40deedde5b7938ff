import { expect } from 'vitest';

/** Far above what the slowest machine needs, far below what an expression that runs away takes: a bound against hanging, no figure of speed. */
const LONGEST_MS = 30_000;

/** Runs something that bad input could keep busy for ever; `what` is named when it took that long. */
export function withoutHanging<T>(what: string, run: () => T): T {
  const start = performance.now();
  try {
    return run();
  } finally {
    expect(performance.now() - start, `${what} takes as long as if it hung`).toBeLessThan(LONGEST_MS);
  }
}
