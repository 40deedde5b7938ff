import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { readMetadata } from '../../../src/python/declarations/declared-metadata';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const read = (files: Record<string, string>) => readMetadata(PythonProject.fromFolder(folderWith({ 'main.py': '', ...files })));
const setup = (call: string, before = '') => read({ 'setup.py': `from setuptools import setup, find_packages\n${before}\n${call}\n` });
const DYNAMIC = '[project]\nname = "x"\nversion = "1"\ndynamic = ["dependencies"]\n';

test.each([
  ['a list', 'setup(name="x", install_requires=["idna>=3", "h11"])', '', ['idna>=3', 'h11']],
  ['a name and a sum', 'setup(install_requires=BASE + ["h11"])', 'BASE = [\n  "idna",  # names\n]', ['idna', 'h11']],
  ['a text of lines', 'setup(install_requires="""\n  idna\n  h11\n""")', '', ['idna', 'h11']],
  ['nothing', 'setup(name="x", packages=find_packages())', '', []],
])('install_requires of setup.py: %s', (_what, call, before, requirements) => {
  expect(setup(call, before)).toEqual({ requirements, extras: {} });
});

test.each([
  ['is computed', 'setup(install_requires=open("requirements.txt").readlines())'],
  ['comes from somewhere else', 'setup(**options)'],
  ['is what pbr reads', 'setup(setup_requires=["pbr"], pbr=True)'],
  ['is in one of several calls', 'setup(install_requires=[])\nsetup(install_requires=[])'],
])('what %s is not known', (_what, call) => {
  expect(setup(call)).toBeUndefined();
});

test.each(['NEEDS += ["daemonize"]', 'NEEDS.append("daemonize")', 'if sys.platform != "win32":\n    NEEDS.extend(more)'])('install_requires of setup.py is not known after %j', (line) => {
  expect(setup('setup(install_requires=NEEDS)', `NEEDS = ["idna"]\n${line}`)).toBeUndefined();
});

test('setup.cfg, with what setup.py says beside it', () => {
  const cfg = '[metadata]\nname = x\n[options]\ninstall_requires =\n    idna>=3  # names\n    # nothing\n    h11; python_version > "3"\n[options.extras_require]\nServer =\n  uvicorn\n';
  expect(read({ 'setup.cfg': cfg })).toEqual({ requirements: ['idna>=3', 'h11; python_version > "3"'], extras: { server: ['uvicorn'] } });
  expect(read({ 'setup.cfg': cfg, 'setup.py': 'import setuptools\nsetuptools.setup(extras_require={"pg": ["psycopg"]}, install_requires=["click"])' }))
    .toEqual({ requirements: ['idna>=3', 'h11; python_version > "3"', 'click'], extras: { server: ['uvicorn'], pg: ['psycopg'] } });
});

test('files that setup.cfg and setuptools read', () => {
  const files = { 'deps/base.txt': '# base\nidna>=3\n\nh11 # http\n' };
  expect(read({ ...files, 'setup.cfg': '[metadata]\nname = x\n[options]\ninstall_requires = file: deps/base.txt\n' })?.requirements).toEqual(['idna>=3', 'h11']);
  expect(read({ ...files, 'pyproject.toml': `${DYNAMIC}[tool.setuptools.dynamic]\ndependencies = { file = ["deps/base.txt"] }\n` })?.requirements).toEqual(['idna>=3', 'h11']);
  const withOptions = { 'deps/base.txt': '-r more.txt\n' };
  expect(read({ ...withOptions, 'pyproject.toml': `${DYNAMIC}[tool.setuptools.dynamic]\ndependencies = { file = "deps/base.txt" }\n` })).toBeUndefined();
  expect(read({ 'pyproject.toml': DYNAMIC })).toBeUndefined();
});

test('tables of pyproject.toml', () => {
  expect(read({ 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndependencies = ["idna"]\n[project.optional-dependencies]\nPg_X = ["psycopg"]\n' }))
    .toEqual({ requirements: ['idna'], extras: { 'pg-x': ['psycopg'] } });
  expect(read({ 'pyproject.toml': '[tool.flit.metadata]\nmodule = "x"\nrequires = ["idna"]\n[tool.flit.metadata.requires-extra]\ntest = ["pytest"]\n' }))
    .toEqual({ requirements: ['idna'], extras: { test: ['pytest'] } });
  expect(read({ 'pyproject.toml': '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3.11"\nidna = "*"\n' })?.requirements).toEqual(['idna']);
});

describe('fails', () => {
  test('for a file outside the source', () => {
    expect(() => read({ 'setup.cfg': '[metadata]\nname = x\n[options]\ninstall_requires = file: ../base.txt\n' })).toThrow(coded('SourceEscapes', /the project names "\.\.\/base\.txt"/));
  });
});

test('conditions that old setuptools has as extras', () => {
  const extras = '{\':sys_platform != "win32"\': ["uvloop"], \'web:python_version < "3.11"\': [\'tomli; os_name == "posix"\'], "web": ["flask"]}';
  expect(read({ 'setup.py': `from setuptools import setup\nsetup(install_requires=["idna"], extras_require=${extras})` })).toEqual({
    requirements: ['idna', 'uvloop ; sys_platform != "win32"'],
    extras: { web: ['tomli ; (os_name == "posix") and (python_version < "3.11")', 'flask'] },
  });
});
