import { expect, test } from 'vitest';
import { pdmHashes } from '../../../src/python/declarations/pdm-project';
import { pipfileHashes } from '../../../src/python/declarations/pipfile';
import { poetryHashes } from '../../../src/python/declarations/poetry-project';
import { COMPACT, PLAIN, pythonHash } from '../../../src/python/source/content-hash';

/** The hashes are those that the tools themselves computed. */

test('of Poetry, from 1.0 on and with groups and extras', () => {
  const dependencies = '[tool.poetry.dependencies]\npython = "^3.10"\nFlask = "^2.1.2"\n';
  expect(poetryHashes(`[tool.poetry]\nname = "x"\n${dependencies}[tool.poetry.dev-dependencies]\npytest = "^5.2"\n`))
    .toEqual(Array(2).fill('7af4a2e7efe4e260c66af12870eb8dfb684e7b9c80386bbb1aeb0f3a3f98f848'));
});

test('of PDM, today and before 2.11', () => {
  const today = [
    '[project]', 'name = "app"', 'requires-python = ">=3.11"', 'dependencies = ["idna", "uvicorn[standard]"]',
    '[project.optional-dependencies]', 'signed = ["itsdangerous"]', '[dependency-groups]', 'dev = ["iniconfig"]', '[tool.pdm]', 'distribution = false',
  ].join('\n');
  expect(pdmHashes(today)[0]).toBe('sha256:4280cb872b2f35361d0c6108c7848f4e3c521331d6a4fc45b7ccc7deacf1be1b');
  expect(pdmHashes('[project]\nrequires-python = ">=3.8"\ndependencies = ["strawberry-graphql>=0.192.0"]\n'))
    .toContain('sha256:3953f6abcd0fee07bae867fb613689ffb2612fa7cce966f303c5c59fec7038b0');
});

test('of Pipenv, the names of packages in any spelling', () => {
  const pipfile = (idna: string) => `[packages]\n${idna} = "*"\n`;
  const sources = [{ name: 'x', url: 'https://pypi.example/simple', verify_ssl: true }];
  const [now, before] = pipfileHashes(pipfile('IDNA'), sources);
  expect([now]).toEqual(pipfileHashes(pipfile('idna'), sources).slice(0, 1));
  expect(before).not.toBe(now);
  expect(pipfileHashes(`[[source]]\nname = "y"\n${pipfile('idna')}`, sources)[0]).not.toBe(now);
});

test('of values as Python writes them', () => {
  const same = (value: unknown, other: unknown) => expect(pythonHash(value, PLAIN)).toBe(pythonHash(other, PLAIN));
  same({ b: 1n, a: ['ü', true, null] }, { a: ['ü', true, null], b: 1n });
  expect(pythonHash({ a: ['ü', true, 1n] }, PLAIN)).toBe('6e64ee428f68a7b43e923b44505ae0166094bb1afe9174444b9fad0c417c7c0d');
  expect(pythonHash({ a: ['ü', true, 1n] }, COMPACT)).toBe('5f5a11c40522413429ef82ca9eced1bcb29fd684ded3246a978b885cfbfe65fe');
});

test('of nothing that cannot be told', () => {
  expect(pythonHash({ a: [1.5] }, PLAIN)).toBeUndefined();
  expect(pythonHash({ a: new Date(0) }, PLAIN)).toBeUndefined();
});
