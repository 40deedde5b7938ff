import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { PythonApp, SystemPackages } from '../../src';
import { testStack } from '../support/app';
import { folderWith } from '../support/folder';
import { SCRIPT } from '../support/projects';

function warningsFor(systemPackages?: SystemPackages): unknown[] {
  const stack = testStack();
  const source = folderWith({ ...SCRIPT, 'requirements.txt': `psycopg2==2.9.10 --hash=sha256:${'0'.repeat(64)}\n` });
  expect(new PythonApp(stack, 'Api', { source, systemPackages }).image.dockerfile).toContain('FROM');
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('place of the catalogue')).map(({ entry }) => entry.data);
}

test('warns of a list that drops what the catalogue has, with what to write', () => {
  expect(warningsFor(SystemPackages.apt({ runtimePackages: ['curl'] }))).toEqual([
    expect.stringMatching(/has libpq5 for psycopg2\. Write systemPackages: SystemPackages\.combine\(SystemPackages\.fromCatalogue\(\), …\)/),
  ]);
});

test.each([
  ['the catalogue', undefined],
  ['a list beside the catalogue', SystemPackages.combine(SystemPackages.fromCatalogue(), SystemPackages.apt({ runtimePackages: ['curl'] }))],
  ['a list that has it in another version', SystemPackages.apt({ runtimePackages: ['libpq5'], versions: { libpq5: '17.*' } })],
  ['nothing at all, which somebody wrote', SystemPackages.none()],
])('says nothing of %s', (_, systemPackages) => {
  expect(warningsFor(systemPackages)).toEqual([]);
});
