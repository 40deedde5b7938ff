import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { Dependencies } from '../../src';
import { testApp } from '../support/app';
import { folderWith, temporaryFolder } from '../support/folder';
import { uv } from '../support/uv';
import { memberProject } from '../support/workspaces';

const HATCHLING = ['[build-system]', 'requires = ["hatchling"]', 'build-backend = "hatchling.build"', ''];
const SHARED = ['[tool.uv.sources]', 'b = { workspace = true }'];
const ROOT = '[tool.uv.workspace]\nmembers = ["a", "b"]\n';
const CODE = { 'a/main.py': 'import b\n\nprint(b)\n', 'b/b/__init__.py': '' };

interface Situation {
  readonly files: Record<string, string>;
  /** The folder of the app. */
  readonly source: string;
  /** The folder of the lock, if it is not the root. */
  readonly locked?: string;
  readonly dependencies?: Dependencies;
  readonly installed: string[];
  readonly members: string[];
}

const SITUATIONS: Record<string, Situation> = {
  'a root that is a package, over nested members': {
    files: {
      'pyproject.toml': memberProject('crawl', ['pg', 'six'], '[project.scripts]', 'crawl = "app.main:main"', '[dependency-groups]', 'dev = ["iniconfig"]', ...HATCHLING,
        '[tool.hatch.build.targets.wheel]', 'packages = ["app"]', '[tool.uv.workspace]', 'members = ["packages/crawler", "packages/storage/*"]',
        '[tool.uv.sources]', 'pg = { workspace = true }'),
      'app/__init__.py': '', 'app/main.py': 'import pg\n\n\ndef main():\n    print(pg)\n',
      'packages/crawler/pyproject.toml': memberProject('crawler', ['pg', 'attrs'], ...HATCHLING), 'packages/crawler/crawler/__init__.py': '',
      'packages/storage/pg/pyproject.toml': memberProject('pg', ['idna'], ...HATCHLING), 'packages/storage/pg/pg/__init__.py': '',
    },
    source: '', installed: ['idna', 'six'], members: ['pg'],
  },
  'a member without a [build-system]': {
    files: { ...CODE, 'pyproject.toml': ROOT, 'a/pyproject.toml': memberProject('a', ['b'], ...SHARED), 'b/pyproject.toml': memberProject('b', ['six']) },
    source: 'a', installed: ['six'], members: ['b'],
  },
  'an app that another member needs': {
    files: { ...CODE, 'pyproject.toml': ROOT, 'a/pyproject.toml': memberProject('a', ['six']), 'b/pyproject.toml': memberProject('b', ['a'], '[tool.uv.sources]', 'a = { workspace = true }') },
    source: 'a', installed: ['six'], members: [],
  },
  'a path dependency above the source, with a lock of its own': {
    files: {
      '.git/HEAD': '', 'b/pyproject.toml': memberProject('b', ['idna'], ...HATCHLING), 'b/b/__init__.py': '', 'services/a/main.py': CODE['a/main.py'],
      'services/a/pyproject.toml': memberProject('a', ['b', 'six'], '[tool.uv.sources]', 'b = { path = "../../b", editable = true }'),
    },
    source: 'services/a', locked: 'services/a', installed: ['idna', 'six'], members: ['b'],
  },
  'extras and groups of the app, an extra of a member': {
    files: {
      ...CODE, 'pyproject.toml': ROOT,
      'a/pyproject.toml': memberProject('a', ['b[fast]'], '[project.optional-dependencies]', 'pg = ["attrs"]', 'other = ["iniconfig"]', '[dependency-groups]', 'prod = ["click"]', ...SHARED),
      'b/pyproject.toml': memberProject('b', [], '[project.optional-dependencies]', 'fast = ["six"]', 'slow = ["idna"]', ...HATCHLING),
    },
    source: 'a', dependencies: Dependencies.fromUvLock({ extras: ['pg'], groups: ['prod'] }), installed: ['attrs', 'click', 'six'], members: ['b'],
  },
  'extras that exclude each other': {
    files: {
      ...CODE, 'pyproject.toml': ROOT,
      'a/pyproject.toml': memberProject('a', ['b'], '[project.optional-dependencies]', 'old = ["idna==3.9"]', 'new = ["idna==3.10"]',
        '[tool.uv]', 'conflicts = [[{ extra = "old" }, { extra = "new" }]]', ...SHARED),
      'b/pyproject.toml': memberProject('b', [], ...HATCHLING),
    },
    source: 'a', dependencies: Dependencies.fromUvLock({ extras: ['old'] }), installed: ['idna==3.9'], members: ['b'],
  },
  'a root that another member needs': {
    files: {
      ...CODE, 'pyproject.toml': memberProject('b', ['idna'], ...HATCHLING, '[tool.hatch.build.targets.wheel]', 'packages = ["b/b"]', '[tool.uv.workspace]', 'members = ["a", "c"]'),
      'a/pyproject.toml': memberProject('a', ['b', 'six'], ...SHARED), 'c/pyproject.toml': memberProject('c', ['iniconfig']),
    },
    source: 'a', installed: ['idna', 'six'], members: ['b'],
  },
  'projects that need each other': {
    files: {
      'pyproject.toml': ROOT, 'a/a/__init__.py': '', 'a/a/__main__.py': 'import b\n\nprint(b)\n', 'b/b/__init__.py': '',
      'a/pyproject.toml': memberProject('a', ['b'], ...SHARED, ...HATCHLING), 'b/pyproject.toml': memberProject('b', ['a', 'six'], '[tool.uv.sources]', 'a = { workspace = true }', ...HATCHLING),
    },
    source: 'a', installed: ['six'], members: ['b'],
  },
};

test.each(Object.keys(SITUATIONS))('uv installs from the reduced lock what the app needs and nothing else: %s', (name) => {
  const { files, source, locked = '', dependencies, installed, members } = SITUATIONS[name];
  const root = folderWith(files);
  uv(path.join(root, locked), 'lock');
  const { image } = testApp({ source: path.join(root, source), dependencies });
  expect([...new Set(image.contextFiles.flatMap((file) => /^members\/([^/]*)/.exec(file)?.[1] ?? []))]).toEqual(members);
  // What the builder runs, on this machine and for its Python.
  const [, before = '', after = ''] = /uv sync (.*?) --python-platform \S+(.*?) &&/.exec(image.dockerfile.replace(/\\\n\s*/g, '')) ?? [];
  const folder = temporaryFolder();
  fs.cpSync(path.join(image.contextDirectory, 'written/builder'), folder, { recursive: true });
  const { stderr, status } = spawnSync(path.resolve(__dirname, '../../.tools/venv/bin/uv'), ['sync', '--dry-run', ...`${before}${after}`.split(' ')],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, UV_PYTHON_DOWNLOADS: 'never' } });
  expect(status, stderr).toBe(0);
  const found = [...stderr.matchAll(/^ \+ (\S+)$/gm)].map(([, one]) => one);
  expect(found.map((one) => installed.includes(one) ? one : one.replace(/==.*/, ''))).toEqual(installed);
});
