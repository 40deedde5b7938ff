import { expect, test } from 'vitest';
import { SlimRuntimeStage, WheelBuilderStage } from '../../../src';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';

const app = (requirements: string) => testApp({ source: folderWith({ 'requirements.txt': requirements, 'app.py': 'from flask import Flask\napp = Flask("x")\n' }) }).image.dockerfile;
const HASH = `--hash=sha256:${'0'.repeat(64)}`;

test.each([
  ['flask\ngunicorn==20.1.0\n'],
  ['flask\ngunicorn==20.0.4\nAPScheduler==3.9.1\n'],
])('%j gets the setuptools that has pkg_resources, once, resolved with the rest', (requirements) => {
  expect(app(requirements).match(/setuptools<82/g)).toHaveLength(1);
  expect(app(requirements)).toMatch(/uv pip install --python \/app\/\.venv [^&]*--requirements requirements\.txt\s+(?:\\\s+)?'setuptools<82'/);
});

test.each([
  ['flask==2.0.3\ngunicorn==23.0.0\n', ["'werkzeug<3'"]],
  ['Flask~=2.1.0\ngunicorn\n', ["'werkzeug<3'"]],
  ['flask==2.2.*\ngunicorn\nwerkzeug>=2\n', ["'werkzeug<3'"]],
  ['flask==1.1.2\ngunicorn==23.0.0\nWerkzeug==1.0.1\n', ["'itsdangerous<2.1'", "'jinja2<3.1'", "'markupsafe<2.1'"]],
  ['flask>=0.12,<1\ngunicorn==23.0.0\n', ["'itsdangerous<2.1'", "'jinja2<3.1'", "'markupsafe<2.1'", "'werkzeug<1'"]],
  ['flask\ngunicorn\nopenai==1.35.0\n', ["'httpx<0.28'"]],
  ['flask\ngunicorn\nopenai==0.28.1\n', []],
  ['flask\ngunicorn\nopenai==1.35.0\nhttpx>=0.28\n', []],
  ['flask~=2.2.0\ngunicorn\nflask-sqlalchemy==2.4.4\nwerkzeug<3\n', ["'itsdangerous<2.1'", "'jinja2<3.1'", "'markupsafe<2.1'", "'sqlalchemy<1.4'", "'werkzeug<2'", "'werkzeug<3'"]],
  ['flask\ngunicorn\npandas==1.3.5; python_version < "3.8"\npandas>=2.2; python_version >= "3.8"\n', []],
  ['flask\ngunicorn\npyarrow<16; sys_platform == "win32"\n', []],
  ['flask~=2.0\ngunicorn\n', []],
  ['flask==2.3.3\ngunicorn\n', []],
])('%j: what was new when these versions were, and no later', (requirements, expected) => {
  expect(app(requirements).match(/'[a-z0-9]+<[\d.]+'/g) ?? []).toEqual(expected);
});

test('pyproject.toml that locks nothing: resolved with its dependencies, for an environment and for wheels', () => {
  const pyproject = '[project]\nname = "shop"\nversion = "1"\ndependencies = ["flask==2.0.3", "gunicorn"]\n';
  const source = folderWith({ 'pyproject.toml': pyproject, 'app.py': 'from flask import Flask\napp = Flask("x")\n' });
  expect(testApp({ source }).image.dockerfile).toMatch(/--requirements pyproject\.toml\s+(?:\\\s+)?'werkzeug<3'/);
  const wheels = testApp({ source });
  const runtime = new SlimRuntimeStage(wheels, 'Runtime', { install: new WheelBuilderStage(wheels, 'Wheels').wheelhouse });
  expect(runtime.node.id && wheels.image.dockerfile).toMatch(/uv pip compile --quiet --output-file \S+ pyproject\.toml - <<'REQUIREMENTS'\nwerkzeug<3\nREQUIREMENTS/);
});

test('the explanation says for which package', () => {
  const source = folderWith({ 'requirements.txt': 'gunicorn\nflask==2.0.3\n', 'app.py': 'from flask import Flask\napp = Flask("x")\n' });
  expect(testApp({ source }).explain()).toContainEqual(expect.objectContaining({
    topic: 'also installed', decided: 'werkzeug<3', because: 'flask 2.0.3 asks for any version, and does not run with what is new today', file: 'requirements.txt', line: 2,
  }));
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
