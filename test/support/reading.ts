import { syncBuiltinESMExports } from 'module';
import * as path from 'path';
import { onTestFinished, vi } from 'vitest';

/** The module itself, which can be spied on, not a namespace of it. */
const fs = process.getBuiltinModule('fs');

/**
 * Watches what is read from the disk, until the test is done: the real paths of files and folders that were opened and lie outside a folder. Node's own
 * look-ups and what only asks whether a path exists do not count.
 */
export function watchReading(folder: string): string[] {
  const outside: string[] = [];
  const root = fs.realpathSync(folder);
  const real = fs.realpathSync.bind(fs);
  const note = (name: unknown) => {
    const asked = typeof name === 'string' ? path.resolve(name) : undefined;
    let found = asked;
    try {
      found = asked === undefined ? undefined : real(asked);
    } catch { /* nothing is there to be read */ }
    if (found !== undefined && found !== root && !found.startsWith(`${root}${path.sep}`) && !found.includes(`${path.sep}node_modules${path.sep}`)) {
      outside.push(found);
    }
  };
  const spies = (['readFileSync', 'readdirSync', 'openSync'] as const).map((name) => {
    const original = fs[name] as (...words: unknown[]) => unknown;
    return vi.spyOn(fs, name).mockImplementation(((...words: unknown[]) => {
      note(words[0]);
      return original(...words);
    }) as never);
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    spies.forEach((spy) => spy.mockRestore());
    syncBuiltinESMExports();
  });
  return outside;
}
