import * as path from 'path';
import { expect, test } from 'vitest';
import { synthesize } from '../../bench/synthesis';
import { writeWorkspace } from '../../bench/workspace-tree';
import { PythonApp } from '../../src';
import { temporaryFolder } from '../support/folder';

/** What is staged for each app of a workspace, with the programs of the check and the two files of the installer. */
function stagedFor(apps: number, libraries: number): { files: number; each: number } {
  const root = temporaryFolder();
  const names = writeWorkspace(root, { apps, libraries, modules: 5 });
  const { files } = synthesize((stack) => names.forEach((name) => new PythonApp(stack, name, { source: path.join(root, 'packages', name) })));
  return { files, each: files / apps };
}

test('what an app stages does not grow with the tree', () => {
  const small = stagedFor(2, 2);
  expect(stagedFor(4, 12).each).toBe(small.each);
  expect(small.each).toBeGreaterThan(3 * 6);
  expect(small.each).toBeLessThan(3 * 6 + 20);
});
