import { expect, test } from 'vitest';
import { readCondaEnvironment } from '../../../src/python/declarations/conda-environment';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { folderWith } from '../../support/folder';

/** What is installed; what a message says of the rest is in test/synth/advice.test.ts. */
function read(files: Record<string, string>) {
  const found = readCondaEnvironment(SourceFolder.open(folderWith({ 'x.py': '', ...files })));
  const { requirements: _requirements, others: _others, ...installed } = found ?? {};
  return found && installed;
}

test.each([
  ['pip beside Python', 'dependencies:\n- python=3.12.1\n- pip>=24\n- conda-forge::setuptools\n- pip:\n  - flask==3\n  - "x[y]>=1"\n', ['flask==3', 'x[y]>=1'], '3.12.1'],
  ['packages of conda', 'dependencies:\n- python==3.11.*\n- numpy\n- pip:\n  - flask\n', undefined, '3.11'],
  ['options of pip', 'dependencies:\n- python>=3.11\n- pip:\n  - -r requirements.txt\n', undefined, undefined],
  ['nothing', 'name: x\n', undefined, undefined],
  ['no YAML', '- [', undefined, undefined],
])('an environment.yml with %s', (_what, text, words, python) => {
  expect(read({ 'environment.yml': text })).toEqual({ file: 'environment.yml', ...(words && { words }), ...(python !== undefined && { python }) });
});

test.each([
  ['of PyPI', '[dependencies]\npython = "3.13.*"\n[pypi-dependencies]\nflask = "==3.1"\nidna = "*"\nx = { version = ">=1", extras = ["y"] }\n', ['flask==3.1', 'idna', 'x[y]>=1'], '3.13'],
  ['of conda', '[dependencies]\npython = ">=3.9"\nnumpy = "*"\n[pypi-dependencies]\nflask = "*"\n', undefined, undefined],
  ['of a folder', '[pypi-dependencies]\nlocal = { path = ".", editable = true }\n', undefined, undefined],
])('a pixi.toml with packages %s', (_what, text, words, python) => {
  expect(read({ 'pixi.toml': text })).toEqual({ file: 'pixi.toml', ...(words && { words }), ...(python !== undefined && { python }) });
});

test('no environment', () => {
  expect(read({})).toBeUndefined();
});
