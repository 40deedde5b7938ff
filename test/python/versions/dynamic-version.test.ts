import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { dynamicVersion } from '../../../src/python/versions/dynamic-version';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { commit, git } from '../../support/git-project';

const pyproject = (backend: string, requires: string, tool: string) =>
  `[project]\nname = "my-shop"\ndynamic = ["version"]\n[build-system]\nrequires = [${requires}]\nbuild-backend = "${backend}"\n${tool}\n`;
const PROJECTS: Record<string, Record<string, string>> = {
  'setuptools-scm': { 'pyproject.toml': pyproject('setuptools.build_meta', '"setuptools", "setuptools_scm[toml]>=8"', '[tool.setuptools_scm]') },
  'setuptools-scm in setup.py': { 'setup.py': 'from setuptools import setup\nsetup(name="my-shop", use_scm_version=True, setup_requires=["setuptools_scm"])\n' },
  'hatch-vcs': { 'pyproject.toml': pyproject('hatchling.build', '"hatchling", "hatch-vcs"', '[tool.hatch.version]\nsource = "vcs"') },
  'versioningit': { 'pyproject.toml': pyproject('setuptools.build_meta', '"setuptools", "versioningit"', '[tool.versioningit]') },
  'pbr': { 'setup.py': 'import setuptools\nsetuptools.setup(setup_requires=["pbr"], pbr=True)\n', 'setup.cfg': '[metadata]\nsummary = x\nname = my-shop\n' },
  'pdm-backend': { 'pyproject.toml': pyproject('pdm.backend', '"pdm-backend"', '[tool.pdm.version]\nsource = "scm"') },
  'uv-dynamic-versioning': {
    'pyproject.toml': pyproject('hatchling.build', '"hatchling", "uv-dynamic-versioning"', '[tool.hatch.version]\nsource = "uv-dynamic-versioning"'),
  },
  'poetry-dynamic-versioning': {
    'pyproject.toml': '[tool.poetry]\nname = "my-shop"\nversion = "0.0.0"\n[tool.poetry-dynamic-versioning]\nenable = true\n'
      + '[build-system]\nrequires = ["poetry-core", "poetry-dynamic-versioning"]\nbuild-backend = "poetry_dynamic_versioning.backend"\n',
  },
};
const folderOf = (tool: string, more = '') => {
  const files = PROJECTS[tool];
  return folderWith({ 'my_shop/__init__.py': '', ...files, ...(more && { 'pyproject.toml': files['pyproject.toml'].trimEnd() + more }) });
};
const project = (tool: string, more = '') => PythonProject.fromFolder(folderOf(tool, more));
const METADATA = 'Metadata-Version: 2.1\nName: my-shop\nVersion: 1.2.3\n';

test.each([
  ['setuptools-scm', { SETUPTOOLS_SCM_PRETEND_VERSION_FOR_MY_SHOP: '1.2.3' }, undefined, ['my_shop']],
  ['setuptools-scm in setup.py', { SETUPTOOLS_SCM_PRETEND_VERSION_FOR_MY_SHOP: '1.2.3' }, undefined, ['my_shop']],
  ['hatch-vcs', {}, METADATA, []],
  ['versioningit', {}, METADATA, []],
  ['pbr', {}, METADATA, ['my_shop']],
  ['pdm-backend', { PDM_BUILD_SCM_VERSION: '1.2.3' }, undefined, []],
  ['uv-dynamic-versioning', {}, METADATA, []],
  ['poetry-dynamic-versioning', { POETRY_DYNAMIC_VERSIONING_OVERRIDE: 'my-shop=1.2.3' }, undefined, []],
])('%s is told the version that is given', (tool, variables, metadata, graft) => {
  expect(dynamicVersion(project(tool), '1.2.3')).toEqual({ version: '1.2.3', variables, graft, files: metadata === undefined ? {} : { 'PKG-INFO': metadata } });
});

describe('from git', () => {
  test.each([
    ['setuptools-scm', /^1\.2\.4\.dev2\+g[0-9a-f]{8}$/], ['versioningit', /^1\.2\.3\.post2\+g[0-9a-f]{7}$/], ['pbr', /^1\.2\.4\.dev2$/],
    ['uv-dynamic-versioning', /^1\.2\.3\.post2\.dev0\+[0-9a-f]{7}$/],
  ])('%s gets the version of the tag, and later what it makes of it itself', (tool, later) => {
    const folder = folderOf(tool);
    git(folder, 'init', '--quiet');
    commit(folder, 'a');
    git(folder, 'tag', 'v1.2.3');
    expect(dynamicVersion(PythonProject.fromFolder(folder))).toMatchObject({ version: '1.2.3' });
    commit(folder, 'b', 'c');
    expect(dynamicVersion(PythonProject.fromFolder(folder))?.version).toMatch(later);
    expect(dynamicVersion(PythonProject.fromFolder(folder))?.warning).toBeUndefined();
  });

  test('the schemes of setuptools-scm are respected', () => {
    const folder = folderOf('setuptools-scm', '\nversion_scheme = "post-release"\nlocal_scheme = "no-local-version"\n');
    git(folder, 'init', '--quiet');
    commit(folder, 'a');
    git(folder, 'tag', '2.0');
    commit(folder, 'b');
    expect(dynamicVersion(PythonProject.fromFolder(folder))?.version).toBe('2.0.post1');
  });
});

describe('without a repository', () => {
  test('what the project has for that case counts, and nothing is set', () => {
    expect(dynamicVersion(project('setuptools-scm', '\nfallback_version = "0.9"\n'))).toEqual({ version: '0.9', variables: {}, files: {}, graft: ['my_shop'] });
  });

  test('it is 0.0.0, with a warning that says what to write', () => {
    expect(dynamicVersion(project('hatch-vcs'))).toMatchObject({
      version: '0.0.0', variables: {}, files: { 'PKG-INFO': METADATA.replace('1.2.3', '0.0.0') },
      warning: "hatch-vcs takes the version from git, and there is no git repository: it is 0.0.0 now; write version: '1.2.3'",
    });
  });
});

test('a project that states its version is left alone', () => {
  const stated = { 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\n[build-system]\nrequires = ["setuptools", "setuptools-scm"]\nbuild-backend = "setuptools.build_meta"\n' };
  expect(dynamicVersion(PythonProject.fromFolder(folderWith(stated)))).toBeUndefined();
  expect(dynamicVersion(PythonProject.fromFolder(folderWith({ 'main.py': '' })))).toBeUndefined();
});

test('fails for a version that is none, and for a project that does not take one', () => {
  expect(() => dynamicVersion(project('pbr'), 'new')).toThrow(coded('PyprojectInvalid', /found: {4}"new"/));
  expect(() => dynamicVersion(PythonProject.fromFolder(folderWith({ 'main.py': '' })), '1.0')).toThrow(coded('PyprojectInvalid', /version in \[project\]/));
});
