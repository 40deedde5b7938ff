import { expect, test } from 'vitest';
import { deployedInstructions, isForDevelopment } from '../../../src/python/source/dockerfile-stages';
import { ownDockerfile } from '../../../src/python/source/own-dockerfile';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { folderWith } from '../../support/folder';

const commands = (...lines: string[]) => deployedInstructions(ownDockerfile(SourceFolder.open(folderWith({ Dockerfile: lines.join('\n') })))!)
  .filter(({ keyword }) => keyword === 'CMD').map(({ rest }) => rest);

test.each<[string, string[], string[]]>([
  ['the last one', ['FROM python', 'CMD a', 'FROM python', 'CMD b'], ['b']],
  ['what the last one is made from, before it', ['FROM python AS base', 'CMD a', 'FROM other', 'CMD b', 'FROM base', 'CMD c'], ['a', 'c']],
  ['the one called production, wherever it is', ['FROM python AS base', 'FROM base AS Production', 'CMD a', 'FROM base AS worker', 'CMD b'], ['a']],
  ['the last of two that are called so', ['FROM python AS prod', 'CMD a', 'FROM python AS release', 'CMD b'], ['b']],
  ['none for tests at the end', ['FROM python AS app', 'CMD a', 'FROM app AS test', 'CMD b', 'FROM test AS dev-server', 'CMD c'], ['a']],
  ['the last one where all are for development', ['FROM python AS builder', 'FROM builder AS dev', 'CMD a'], ['a']],
  ['none of two beside each other with names: which is deployed is said elsewhere', ['FROM python AS base', 'FROM base AS api', 'CMD a', 'FROM base AS worker', 'CMD b'], []],
  ['the app before what migrates its database', ['FROM python AS app', 'CMD a', 'FROM app AS migrator', 'CMD b'], ['a']],
  ['a stage that is called as its image', ['FROM python AS python', 'CMD a'], ['a']],
  ['no stages', ['CMD a'], ['a']],
  ['nothing', ['# nothing'], []],
])('%s', (_what, lines, expected) => {
  expect(commands(...lines)).toEqual(expected);
});

test('names of stages for development', () => {
  expect(['test', 'tests', 'dev', 'web-dev', 'dev_server', 'development', 'lint', 'ci', 'migration', 'migrate', 'seed'].every(isForDevelopment)).toBe(true);
  expect(['device', 'production', 'latest', 'citizen', 'attestation', ''].some(isForDevelopment)).toBe(false);
});
