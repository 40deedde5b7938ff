import { expect, test } from 'vitest';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';

const app = (requirements: string) => testApp({ source: folderWith({ 'requirements.txt': requirements, 'app.py': 'from flask import Flask\napp = Flask("x")\n' }) }).image.dockerfile;
const HASH = `--hash=sha256:${'0'.repeat(64)}`;

test.each([
  ['flask\ngunicorn==20.1.0\n'],
  ['flask\ngunicorn==20.0.4\nAPScheduler==3.9.1\n'],
])('%j gets the setuptools that has pkg_resources, once', (requirements) => {
  expect(app(requirements).match(/setuptools<82/g)).toHaveLength(1);
  expect(app(requirements)).toMatch(/uv pip install --python \/app\/\.venv (?:--python-platform \S+ )?'?setuptools<82'?/);
});

test.each([
  ['^20.0.4', true], ['^21.0', false], ['*', false],
])('a range of Poetry that ends before the next version counts, too: %s', (range, expected) => {
  const pyproject = `[tool.poetry]\nname = "shop"\nversion = "1"\nauthors = []\npackage-mode = false\n\n[tool.poetry.dependencies]\npython = "^3.11"\nflask = "*"\ngunicorn = "${range}"\n`;
  const source = folderWith({ 'pyproject.toml': pyproject, 'app.py': 'from flask import Flask\napp = Flask("x")\n' });
  expect(testApp({ source }).image.dockerfile.includes('setuptools<82')).toBe(expected);
});

test.each([
  ['flask\ngunicorn==21.2.0\n'],
  ['flask\ngunicorn\n'],
  ['flask\ngunicorn==20.1.0\nsetuptools==68.2.2\n'],
  [`flask==3.0.0 ${HASH}\ngunicorn==20.1.0 ${HASH}\n`],
])('%j is installed as it is', (requirements) => {
  expect(app(requirements)).not.toContain('setuptools<82');
});
