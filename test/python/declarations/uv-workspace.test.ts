import * as path from 'path';
import { expect, test } from 'vitest';
import { PythonProject } from '../../../src';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { memberProject, WORKSPACE } from '../../support/workspaces';

const ROOT = '[tool.uv.workspace]\nmembers = ["services/*", "./tools/one/"]\nexclude = ["services/old"]\n';

/** The workspace of a folder, relative to the root of the files; undefined when there is none. */
function workspaceOf(files: Record<string, string>, source: string): string | undefined {
  const root = folderWith(files);
  const { _workspace: workspace } = PythonProject.fromFolder(path.join(root, source));
  return workspace && (path.relative(root, workspace.root) || '.');
}

test.each(['services/api', 'tools/one'])('%s is a member of the workspace above', (place) => {
  expect(workspaceOf({ 'pyproject.toml': ROOT, [`${place}/pyproject.toml`]: memberProject('x', []) }, place)).toBe('.');
});

test.each(['services/old', 'services/api/deep', 'tools/two', 'other'])('%s is no member', (place) => {
  expect(workspaceOf({ 'pyproject.toml': ROOT, [`${place}/pyproject.toml`]: memberProject('x', []) }, place)).toBeUndefined();
});

test('** crosses folders', () => {
  expect(workspaceOf({ 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/**"]\n', 'libs/a/b/pyproject.toml': memberProject('x', []) }, 'libs/a/b')).toBe('.');
});

test('the root of a workspace is its own, with or without a project', () => {
  expect(workspaceOf(WORKSPACE, '')).toBe('.');
});

test('a project between the two ends the search, a pyproject.toml with tools alone does not', () => {
  const files = (between: string) => ({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["a/b/*"]\n', 'a/pyproject.toml': between, 'a/b/c/pyproject.toml': memberProject('x', []),
  });
  expect(workspaceOf(files(memberProject('y', [])), 'a/b/c')).toBeUndefined();
  expect(workspaceOf(files('[tool.ruff]\nline-length = 100\n'), 'a/b/c')).toBe('.');
});

test('a project that uv does not manage has no workspace', () => {
  const pyproject = `${memberProject('x', [])}[tool.uv]\nmanaged = false\n`;
  expect(workspaceOf({ 'pyproject.toml': ROOT, 'services/api/pyproject.toml': pyproject }, 'services/api')).toBeUndefined();
});

test('fails for a workspace that cannot be read, and says where it is', () => {
  expect(() => workspaceOf({ 'pyproject.toml': '[tool', 'services/api/pyproject.toml': memberProject('x', []) }, 'services/api'))
    .toThrow(coded('TomlInvalid', /^\.\.\/\.\.\/pyproject\.toml has a syntax error in line 1/));
});
