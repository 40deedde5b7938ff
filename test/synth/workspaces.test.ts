import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { PythonApp, SlimRuntimeStage, WheelBuilderStage } from '../../src';
import { testApp } from '../support/app';
import { coded } from '../support/coded';
import { folderWith, writeFiles } from '../support/folder';
import { readStages } from '../support/read-stages';
import { WORKSPACE, WORKSPACE_LOCK } from '../support/workspaces';

const workspace = (changes: Record<string, string> = {}) => folderWith({ ...WORKSPACE, 'uv.lock': WORKSPACE_LOCK, ...changes });
const api = (root: string) => testApp({ source: path.join(root, 'services/api') });

function contextOf({ image }: PythonApp): Record<string, string> {
  return Object.fromEntries(image.contextFiles.map((file) => [file, fs.readFileSync(path.join(image.contextDirectory, file), 'utf-8')]));
}

test('only the members that the app needs are in its context', () => {
  const { contextFiles } = testApp({ source: path.join(workspace(), 'services/worker') }).image;
  expect(contextFiles.filter((file) => !/^(tools\/|Dockerfile|\.dockerignore)/.test(file))).toEqual([
    'app/main.py', 'app/pyproject.toml', 'members/acme-common/pyproject.toml', 'members/acme-common/src/acme/common/__init__.py',
    'members/acme-store/pyproject.toml', 'members/acme-store/src/acme_store/__init__.py', 'written/builder/pyproject.toml', 'written/builder/uv.lock',
  ]);
});

test('an edit of another member changes neither the context nor the hash: its code, its pyproject.toml, what the workspace says of tools', () => {
  const root = workspace();
  const before = api(root);
  const [hash, context] = [before.assetHash, contextOf(before)];
  writeFiles(root, {
    'libs/unused/src/acme_unused/__init__.py': 'VALUE = 2\n', 'services/worker/main.py': 'print(2)\n',
    'libs/unused/pyproject.toml': `${WORKSPACE['libs/unused/pyproject.toml']}[tool.ruff]\nline-length = 100\n`,
    'pyproject.toml': `${WORKSPACE['pyproject.toml']}[tool.ruff]\nline-length = 100\n`, 'README.md': 'changed',
    'libs/new/pyproject.toml': WORKSPACE['libs/unused/pyproject.toml'].replace('unused', 'new'),
  });
  const after = api(root);
  expect(after.assetHash).toBe(hash);
  expect(contextOf(after)).toEqual(context);
});

test('so does the place of the whole tree, and a git repository around it', () => {
  const one = api(workspace()).assetHash;
  expect(api(workspace({ '.git/HEAD': '' })).assetHash).toBe(one);
  expect(testApp({
    source: path.join(folderWith(Object.fromEntries(Object.entries({ ...WORKSPACE, 'uv.lock': WORKSPACE_LOCK })
      .map(([file, text]) => [`deep/er/${file}`, text]))), 'deep/er/services/api'),
  }).assetHash).toBe(one);
});

test('an edit of a member that the app needs changes that member alone', () => {
  const root = workspace();
  const before = contextOf(api(root));
  writeFiles(root, { 'libs/common/src/acme/common/__init__.py': 'def greeting():\n    return "hello 2"\n' });
  const after = contextOf(api(root));
  expect(Object.keys(after).filter((file) => after[file] !== before[file])).toEqual(['members/acme-common/src/acme/common/__init__.py']);
});

test('the wheel of each member is built in a stage of its own, which reads nothing but its folder', () => {
  const stages = readStages(testApp({ source: path.join(workspace(), 'services/worker') }).runtime);
  const reads = (name: string) => JSON.stringify(stages[name].runs).match(/source=(app|members|written|files)[^,"\\]*/g);
  expect(reads('builder-application-members-acme-common')).toEqual(['source=members/acme-common']);
  expect(reads('builder-application-members-acme-store')).toEqual(['source=members/acme-store']);
  expect(reads('builder-application')).toEqual(['source=app']);
  expect(reads('builder')).toEqual(['source=written/builder/pyproject.toml', 'source=written/builder/uv.lock']);
});

test('by wheels: the members are beside the wheel of the app, and none is asked of an index', () => {
  const app = api(workspace());
  new SlimRuntimeStage(app, 'Runtime', { install: new WheelBuilderStage(app, 'Wheels').wheelhouse });
  const { dockerfile } = app.image;
  expect(dockerfile).toMatch(/uv export --quiet --frozen --no-emit-project --no-emit-package acme-common/);
  expect(dockerfile).toContain("find /dist/members -name '*.whl' -exec cp '{}' /wheels ';'");
});

test('an app may reach as far as it is said', () => {
  const root = folderWith({ 'app/main.py': 'import shared\n\nprint(shared.VALUE)\n', 'shared/shared.py': '' });
  fs.symlinkSync('../shared/shared.py', path.join(root, 'app/shared.py'));
  const source = path.join(root, 'app');
  expect(testApp({ source, workspace: root }).image.contextFiles).toContain('app/shared.py');
  expect(() => testApp({ source }).image).toThrow(coded('SourceEscapes', /write: +workspace: /));
});

test('the root of a workspace is an app of its own files, without those of its members', () => {
  const root = workspace({
    'pyproject.toml': `${WORKSPACE['pyproject.toml']}[project]\nname = "acme-root"\nversion = "1.0"\nrequires-python = ">=3.11"\ndependencies = ["acme-common"]\n`,
    'main.py': 'from acme.common import greeting\n\nprint(greeting())\n',
    'uv.lock': `${WORKSPACE_LOCK}[[package]]\nname = "acme-root"\nversion = "1.0"\nsource = { virtual = "." }\ndependencies = [{ name = "acme-common" }]\n`
      + '[package.metadata]\nrequires-dist = [{ name = "acme-common", editable = "libs/common" }]\n',
  });
  expect(testApp({ source: root }).image.contextFiles.filter((file) => /^(app|members)\//.test(file))).toEqual([
    'app/main.py', 'app/pyproject.toml', 'members/acme-common/pyproject.toml', 'members/acme-common/src/acme/common/__init__.py',
  ]);
});
