import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { dynamicVersion } from '../../../src/python/versions/dynamic-version';
import { tagReader } from '../../../src/python/versions/tag-reader';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { commit, git } from '../../support/git-project';
import { VERSION_PROJECTS } from '../../support/layouts/version-projects';

const told = (files: Record<string, string>, given?: string) => dynamicVersion(PythonProject.fromFolder(folderWith(files)), given);

test.each(Object.entries(VERSION_PROJECTS))('%s is told a version, by nothing that another package would read', (name, files) => {
  const { version, variables, files: written } = told(files, '1.2.3') ?? {};
  expect(version).toBe('1.2.3');
  expect(Object.keys(variables ?? {}).length + Object.keys(written ?? {}).length).toBe(1);
  // pdm-backend, and a hook of uv-dynamic-versioning, have no other way: what they build with is installed before.
  expect(Object.keys(variables ?? {}).filter((variable) => !/SHOP|OVERRIDE/.test(variable))).toHaveLength(/^pdm|, for dependencies/.test(name) ? 1 : 0);
  expect(told(files)?.warning).toMatch(/takes the version from git, and there is no git repository: it is 0\.0\.0 now; write version: '1\.2\.3'$/);
});

test('versioneer has the version and the commit in its file', () => {
  const folder = folderWith(VERSION_PROJECTS.versioneer);
  git(folder, 'init', '--quiet');
  commit(folder, 'a');
  git(folder, 'tag', '2.0');
  commit(folder, 'b');
  const { version, files = {} } = dynamicVersion(PythonProject.fromFolder(folder)) ?? {};
  expect(version).toMatch(/^2\.0\+1\.g[0-9a-f]{7}$/);
  expect(files['shop/_version.py']).toContain(`"full-revisionid":"${git(folder, 'rev-parse', 'HEAD')}","version":"${version}"`);
});

describe('what asks git itself gets a warning that says what to write', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['setup.py', { 'setup.py': 'import subprocess\nfrom setuptools import setup\nsetup(name="x", packages=["x"], version=subprocess.getoutput("git describe --tags"))\n' }, /^setup\.py asks git .*; write version = "1\.2\.3" in setup\.py$/],
    ['dunamai', { 'setup.py': 'from dunamai import Version\nfrom setuptools import setup\nsetup(name="x", packages=["x"], version=Version.from_git().serialize())\n' }, /^setup\.py asks git/],
    ['a package for setup.py', { 'setup.py': 'from setuptools import setup\nsetup(name="x", packages=["x"])\n', 'pyproject.toml': '[build-system]\nrequires = ["setuptools", "vcversioner"]\nbuild-backend = "setuptools.build_meta"\n' }, /^vcversioner asks git/],
    ['code of hatch', {
      'pyproject.toml': '[project]\nname = "x"\ndynamic = ["version"]\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[tool.hatch.version]\nsource = "code"\npath = "tell.py"\n',
      'tell.py': 'import subprocess\nVERSION = subprocess.check_output(["git", "describe"])\n',
    }, /^tell\.py asks git .* in \[project\] of pyproject\.toml$/],
  ])('%s', (_, files, warning) => {
    const project = { 'x/__init__.py': '', ...files };
    expect(told(project)).toEqual({ variables: {}, files: {}, graft: [], warning: expect.stringMatching(warning) as unknown });
    expect(() => told(project, '1.0')).toThrow(coded('PyprojectInvalid', /does not take it from its history/));
  });

  test('and a version that is written out does not', () => {
    expect(told({ 'x/__init__.py': '', 'setup.py': 'from setuptools import setup\n# git describe\nsetup(name="x", packages=["x"], version="1")\n' })).toBeUndefined();
    expect(told({ 'x/__init__.py': '', 'pyproject.toml': '[project]\nname = "x"\ndynamic = ["version"]\n[build-system]\nrequires = ["setuptools", "setuptools-scm"]\nbuild-backend = "setuptools.build_meta"\n[tool.setuptools.dynamic]\nversion = { attr = "x.V" }\n' })).toBeUndefined();
  });
});

test.each<[Parameters<typeof tagReader>[0], string, string | undefined]>([
  [{}, 'v1.2.3', '1.2.3'],
  [{}, 'shop-1.2.3', '1.2.3'],
  [{ tag_regex: '^api/v(?P<version>[\\d.]+)$' }, 'api/v2.0', '2.0'],
  [{ tag_regex: '^api/v(?P<version>[\\d.]+)$' }, 'web/v9.0', undefined],
  [{ tag_regex: '\\A(?:v)?(?P<version>[0-9.]+)\\Z' }, 'v1.2.3', '1.2.3'],
  [{ tag_regex: '(?P<version>\\d+\\.\\d+\\.\\d+)' }, 'other-7.7.7', undefined],
  [{ tag_regex: '^(?:[\\w-]+-)?(?P<version>[vV]?\\d+(?:\\.\\d+){0,2}[^\\+]*)(?:\\+.*)?$' }, 'shop-v1.2', '1.2'],
  [{ tag_regex: '^v(\\d+(?:\\.\\d+)*)$' }, 'v1.2.3.4', '1.2.3.4'],
  [{ 'tag-pattern': '^release-(.+)$' }, 'release-v3', '3'],
  [{ git_describe_command: ['git', 'describe', '--match', 'api-*'] }, 'web-9.0', undefined],
  [{ git_describe_command: 'git describe --match *[0-9]*' }, 'rel/1.2.3', '1.2.3'],
  [{ 'raw-options': { git_describe_command: "git describe --tags --match 'api-*'" } }, 'api-1.0', '1.0'],
  [{ tag_filter: 'api-*' }, 'web-1.0', undefined],
])('tags by %j: %s is %s', (table, tag, version) => {
  const read = tagReader(table);
  expect(typeof read === 'string' ? read : read(tag)).toBe(version);
});

describe('an expression of tags that is not carried over is a warning that asks for the version', () => {
  test.each([
    '(?x)^ v (?P<version>.+)$', '^(?P<a>v)(?P=a)(.+)$', '^v++(.+)$', '(?P<version', '^(?>v)(.+)$', '^(?i:V)(.+)$', '^(?:[a-z]+-?)+(?P<version>\\d+)$', '^((a+)b?)+(\\d+)$', '^(?:-[\\w-]+)*(.+)$', '^(.*)*$', '^(?:\\w+){2,}(\\d)$',
  ])('%s', (expression) => {
    const folder = folderWith({ 'pyproject.toml': VERSION_PROJECTS['setuptools-scm']['pyproject.toml'].replace('[tool.setuptools_scm]', () => `[tool.setuptools_scm]\ntag_regex = '${expression}'`), 'shop/__init__.py': '' });
    git(folder, 'init', '--quiet');
    commit(folder, 'a');
    git(folder, 'tag', 'release/9.9.9');
    expect(dynamicVersion(PythonProject.fromFolder(folder))).toMatchObject({ version: '0.0.0', warning: expect.stringMatching(/tag_regex = .* is an expression that is not read here: it is 0\.0\.0 now; write version: '1\.2\.3'$/) as unknown });
  });
});
