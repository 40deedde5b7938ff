import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { pipenvProject } from '../../support/locked-projects';

const bind = (files: Record<string, string>, dependencies = Dependencies._default()) =>
  dependencies._bind(PythonProject.fromFolder(folderWith(files)));
const declaring = (dependencies: string) => `[project]\nname = "x"\nversion = "1"\ndependencies = [${dependencies}]\n`;
const WHEEL = 'wheels = [{ url = "https://files.example/idna-3.10-py3-none-any.whl", hashes = { sha256 = "1" } }]\n';
const PYLOCK = `lock-version = "1.0"\ncreated-by = "pip"\n[[packages]]\nname = "idna"\nversion = "3.10"\n${WHEEL}`;
const poetry = (dependencies: string) => `[tool.poetry]\nname = "x"\nversion = "1"\n[tool.poetry.dependencies]\npython = "^3.11"\n${dependencies}\n`;

describe('a lock without a record of pyproject.toml is taken', () => {
  test.each([
    ['with what pyproject.toml asks for', { 'pyproject.toml': declaring('"IDNA>=3", "six; sys_platform == \'win32\'"'), 'pylock.toml': PYLOCK }],
    ['where pyproject.toml has an address, which no lock repeats', { 'pyproject.toml': declaring('"lib @ https://files.example/lib.zip"'), 'pylock.toml': PYLOCK }],
    ['where pyproject.toml is for tools alone', { 'pyproject.toml': '[tool.black]\n', 'pylock.toml': PYLOCK }],
    ['of Pipenv, with what Poetry declares', { ...pipenvProject(), 'pyproject.toml': poetry('idna = "^3"') }],
  ])('%s', (_, files) => {
    expect(bind(files)).toMatchObject({ locked: true });
  });

  test('whatever it lacks, when somebody asks for it', () => {
    expect(bind({ 'pyproject.toml': declaring('"six"'), 'pylock.toml': PYLOCK }, Dependencies.fromPylock())).toMatchObject({ file: 'pylock.toml' });
    expect(bind({ ...pipenvProject(), 'pyproject.toml': poetry('six = "*"') }, Dependencies.fromPipfileLock())).toMatchObject({ file: 'Pipfile.lock' });
  });
});

describe('fails for a lock that is older than pyproject.toml', () => {
  test('and lacks what that asks for', () => {
    expect(() => bind({ 'pyproject.toml': declaring('"idna", "six>=1"'), 'pylock.worker.toml': PYLOCK })).toThrow(coded('LockStale',
      /pylock\.worker\.toml does not agree with pyproject\.toml: six differs\n +found: +pyproject\.toml: six>=1\n +pylock\.worker\.toml: not there\n[^]*or dependencies: Dependencies\.fromPylock\({ file: 'pylock\.worker\.toml' }\)/));
  });

  test('and has another version', () => {
    expect(() => bind({ 'pyproject.toml': declaring('"idna>=3.11"'), 'pylock.toml': PYLOCK })).toThrow(coded('LockStale', /pylock\.toml: idna==3\.10\n/));
  });

  test('and that Pipenv made before the project went over to Poetry', () => {
    expect(() => bind({ ...pipenvProject(), 'pyproject.toml': poetry('httpx = "*"') })).toThrow(coded('LockStale',
      /Pipfile\.lock does not agree with pyproject\.toml: httpx differs\n[^]*write: +poetry lock\n +or dependencies: Dependencies\.fromPipfileLock\(\)/));
  });
});
