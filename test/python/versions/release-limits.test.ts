import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject, PythonVersion } from '../../../src/python';
import { defaultEnvironment } from '../../../src/python/dependencies/install-target';
import { clausesAllow } from '../../../src/python/syntax/version-specifier';
import { choosePython } from '../../../src/python/versions/python-choice';
import { releaseLimits } from '../../../src/python/versions/release-limits';
import data from '../../../src/python/versions/release-limits.json';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';

const MAIN = { 'main.py': 'if __name__ == "__main__":\n    print()\n' };
const limits = (requirements: string) => {
  const project = PythonProject.fromFolder(folderWith({ ...MAIN, 'requirements.txt': requirements }));
  return releaseLimits(Dependencies._default()._bind(project), defaultEnvironment(project)).map(({ requiresPython, package: name }) => `${name} ${requiresPython}`);
};
const minor = (files: Record<string, string>, props: { python?: PythonVersion } = {}) =>
  testApp({ source: folderWith({ ...MAIN, ...files }), ...props }).python.minor;

describe('the Pythons that a pinned package is too old for', () => {
  test.each([
    ['numpy==1.23.1', ['numpy <3.11']],
    ['Jinja2==2.7\nMarkupSafe==1.0\n', ['jinja2 <3.10', 'markupsafe <3.10']],
    ['numpy==1.26.4\npandas==2.1.0\n', ['numpy <3.13', 'pandas <3.12']],
    ['NumPy==2.1.0', ['numpy <3.14']],
    ['kombu==5.2.4\nDiscord.py==2.4.0\n', ['discord-py <3.13', 'kombu <3.12']],
    ['requests==2.24.0', ['requests <3.12']],
    ['pyodbc==5.1.0', ['pyodbc <3.13']],
    ['numpy', []],
    ['numpy<2', []],
    ['numpy==1.19.0; python_version < "3.9"', []],
    ['numpy @ https://pypi.example/numpy-1.26.4.tar.gz', []],
    ['idna==2.0', []],
    ['SQLAlchemy==1.4.46', []],
    ['SQLAlchemy==2.0.23', ['sqlalchemy <3.13']],
    ['SQLAlchemy==2.0.31', []],
    ['pydantic==1.10.13', ['pydantic <3.12']],
    ['pydantic==1.10.22', ['pydantic <3.14']],
    ['pydantic==2.7.0', ['pydantic <3.13']],
  ])('%j', (requirements, expected) => {
    expect(limits(requirements)).toEqual(expected);
  });

  test('decide where no file names a Python, and give way where one does', () => {
    const requirements = { 'requirements.txt': 'idna\nnumpy==1.26.4\nPillow==9.5.0\n' };
    expect(minor(requirements)).toBe('3.11');
    expect(minor({ ...requirements, '.python-version': '3.13\n' })).toBe('3.13');
    expect(minor(requirements, { python: PythonVersion.V3_13 })).toBe('3.13');
    expect(minor({ ...requirements, 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\ndependencies = []\n' })).toBe('3.12');
    expect(minor({ 'requirements.txt': 'numpy==1.22.0\n' })).toBe('3.10');
    expect(minor({ 'requirements.txt': 'numpy==2.1.0\n' })).toBe('3.13');
  });

  test('one that no Python runs decides nothing, and hides no other', () => {
    expect(minor({ 'requirements.txt': 'Jinja2==2.7\n' })).toBe('3.13');
    expect(minor({ 'requirements.txt': 'Jinja2==2.7\nnumpy==1.26.4\n' })).toBe('3.12');
  });

  test('are explained by the line of the oldest package', () => {
    expect(testApp({ source: folderWith({ ...MAIN, 'requirements.txt': 'idna\nnumpy==1.26.4\nPillow==9.5.0\n' }) }).explain()[0])
      .toMatchObject({ topic: 'python', decided: '3.11', because: 'requirements.txt has pillow==9.5.0, which is older than Python 3.12', file: 'requirements.txt', line: 3 });
  });

  test('leave the preferred Python where it does', () => {
    const limit = (requiresPython: string) => ({ file: 'requirements.txt', requiresPython, package: 'x' });
    expect(choosePython([limit('<3.14')]).minor).toBe('3.13');
    expect(choosePython([{ file: 'pyproject.toml', requiresPython: '>=3.10' }, limit('<3.12')]).minor).toBe('3.11');
    expect(choosePython([limit('<3.10')]).minor).toBe('3.13');
  });
});

test('each limit is of a later version than the one before', () => {
  for (const [name, versions] of Object.entries(data)) {
    const ordered = Object.entries(versions).sort(([a], [b]) => Number(a.slice(2)) - Number(b.slice(2))).map(([, limit]) => /[\d.]+$/.exec(limit)![0]);
    ordered.slice(1).forEach((version, n) => expect(clausesAllow([{ operator: '>', version: ordered[n] }], version), `${name} ${version}`).toBe(true));
    Object.keys(versions).forEach((python) => expect(python).toMatch(/^3\.1\d$/));
  }
});
