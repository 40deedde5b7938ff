import { expect, test } from 'vitest';
import { Dependencies, Entrypoint, HealthCheck, LambdaRuntimeStage, PythonAppProps } from '../../src';
import { testApp } from '../support/app';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';
import { SCRIPT } from '../support/projects';

/** What people get wrong: the files, what they write, and the line that the message ends with. */
interface Mistake {
  readonly files: Record<string, string>;
  readonly props?: Partial<PythonAppProps>;
  readonly code: string;
  readonly write: RegExp;
}

const MAIN = { 'main.py': 'print(1)\n' };
const FLASK = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', 'requirements.txt': 'flask==3.0.0\ngunicorn==22.0.0\n' };
const requirement = (line: string, write: RegExp): Mistake => ({ files: { ...MAIN, 'requirements.txt': `${line}\n` }, code: 'RequirementsInvalid', write });
const start = (files: Record<string, string>, write: RegExp, entrypoint?: Entrypoint): Mistake =>
  ({ files: { 'requirements.txt': 'idna==3.10\n', ...files }, props: { ...(entrypoint && { entrypoint }) }, code: 'EntrypointNotFound', write });
const conda = (file: string, text: string, write: RegExp): Mistake => ({ files: { ...MAIN, [file]: text }, code: 'LockNotUnderstood', write });
const UNINSTALLED = {
  'shop/__init__.py': '', 'shop/cli.py': 'def main():\n    print(1)\n',
  'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\ndependencies = ["idna==3.10"]\n\n[project.scripts]\nshop = "shop.cli:main"\n',
};

const MISTAKES: Record<string, Mistake> = {
  'a version as conda writes it': requirement('flask=3.0', /write: +flask==3\.0\n/),
  'a version without a sign': requirement('flask 3.0', /write: +flask==3\.0\n/),
  'a version as npm writes it': requirement('flask@3.0', /write: +flask==3\.0\n/),
  'a range as Poetry writes it': requirement('flask^3.0', /write: +flask>=3\.0,<4\n/),
  'a sign the wrong way around': requirement('flask[async]=>3.0', /write: +flask\[async\]>=3\.0\n/),
  'a word for the newest': requirement('flask==latest', /write: +flask\n/),
  'a file of requirements that is mistyped': {
    files: FLASK, props: { dependencies: Dependencies.fromRequirements({ file: 'requirments.txt' }) }, code: 'LockNotFound', write: /fromRequirements\(\{ file: 'requirements\.txt' \}\)/,
  },
  'a file of requirements where there is none': {
    files: MAIN, props: { dependencies: Dependencies.fromRequirements({ file: 'reqs.txt' }) }, code: 'LockNotFound', write: /write: +the file, or Dependencies\.none\(\)/,
  },
  'a script in another folder': start({ 'app.py': 'print(1)\n' }, /Entrypoint\.script\('app\.py'\)\n/, Entrypoint.script('src/app.py')),
  'a script that is mistyped': start({ 'main.py': 'print(1)\n', 'other.py': '' }, /Entrypoint\.script\('main\.py'\)\n/, Entrypoint.script('mian.py')),
  'a file that defines and starts nothing': start({ 'bot.py': 'def main():\n    print(1)\n' }, /main\(\) below if __name__ == "__main__": in bot\.py, then: entrypoint: Entrypoint\.script\('bot\.py'\)/),
  'a handler of a server that nobody starts': start({
    'api/index.py': 'from http.server import BaseHTTPRequestHandler\n\nclass handler(BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_response(200)\n',
  }, /HTTPServer\(\('0\.0\.0\.0', 8000\), handler\)\.serve_forever\(\) below if __name__ == "__main__": in api\/index\.py, then/),
  'an application that is made of arguments': start({ 'app.py': 'from flask import Flask\ndef create_app(config):\n    return Flask(__name__)\n' },
    /app = create_app\(config\) at the top of app\.py, with values for config: an application of that name is found\n/),
  'a console script of a project that is not installed': start(UNINSTALLED,
    /\[project\.scripts\], line 7 of pyproject\.toml[^]*Entrypoint\.process\('python -c "from shop\.cli import main; main\(\)"'\)\n +or \[build-system\]/, Entrypoint.consoleScript('shop')),
  'an environment of conda': conda('environment.yml', [
    'dependencies:', '  - python=3.11', '  - numpy=1.26', '  - conda-forge::scikit-learn', '  - pandas >=2,<3', '  - pytorch', '  - openssl', '  - requests=2.32.3=pyhd_0', '  - pip:', '    - flask==3.0.0', '',
  ].join('\n'), /no packages of Python are openssl[^]*\n +numpy==1\.26\.\*\n +scikit-learn\n +pandas>=2,<3\n +torch\n +requests==2\.32\.3\n +flask==3\.0\.0\n/),
  'an environment of pixi': conda('pixi.toml', '[dependencies]\npython = "3.12.*"\nnumpy = ">=2"\nscipy = "*"\n[pypi-dependencies]\nflask = "*"\nrequests = { version = ">=2", extras = ["socks"] }\n',
    /\n +numpy>=2\n +scipy\n +flask\n +requests\[socks\]>=2\n/),
  'a folder with documentation beside two projects': {
    files: { 'api/main.py': '', 'api/requirements.txt': 'flask\n', 'worker/main.py': '', 'worker/requirements.txt': 'idna\n', 'pages/pyproject.toml': '[project]\nname = "pages"\n' },
    code: 'LockNotFound', write: /found:[^]*pages\/pyproject\.toml[^]*write: +source: '[^']*api'\n +or source: '[^']*worker'\n +\(/,
  },
  'a health check by a program that a slim image has not': {
    files: FLASK, props: { healthCheck: HealthCheck.command(['sh', '-c', 'curl -f http://localhost:8000/health || exit 1']), healthCheckInImage: true },
    code: 'HealthCheckInvalid', write: /the health check starts curl[^]*HealthCheck\.http\('\/health'\)\n +or systemPackages: [^]*'curl'/,
  },
};

test.each(Object.entries(MISTAKES))('fails for %s with what to write', (_name, { files, props, code, write }) => {
  expect(() => testApp({ source: folderWith(files), ...props }).image).toThrow(coded(code, write));
});

test('fails with all mistakes of a pyproject.toml that have nothing to do with each other, at once', () => {
  const lines = ['[project]', 'name = "my app"', 'version = 1.0', 'requires-python = "3.11+"', 'dependencies = ["flask=3", "idna"]', '[build-system]', 'build-backend = "hatchling-build"', ''];
  const write = /has 5 mistakes[^]*write: +name = "my-app"\n +version = "1\.0"\n +requires-python = ">=3\.11"\n +"flask==3"\n +build-backend = "hatchling_build"\n/;
  expect(() => testApp({ source: folderWith({ ...MAIN, 'pyproject.toml': lines.join('\n') }) })).toThrow(coded('PyprojectInvalid', write));
});

test('a health check by curl is taken where curl may be', () => {
  const check = { healthCheck: HealthCheck.command(['curl', 'http://localhost:8000/']), healthCheckInImage: true };
  const added = testApp({ source: folderWith(FLASK), ...check });
  added.runtime.addShell('apt-get update && apt-get install -y curl');
  expect(added.image.dockerfile).toContain('HEALTHCHECK');
});

test.each([['app:handle', 'app.handle'], ['app.py:handle', 'app.handle'], ['', 'events.handle']])('fails for the handler %j with %s', (handler, meant) => {
  const app = testApp({ source: folderWith({ ...SCRIPT, 'events.py': 'def handle(event, context):\n    return 1\n' }) });
  expect(() => new LambdaRuntimeStage(app, 'Fn', { handler })).toThrow(coded('LambdaHandlerInvalid', new RegExp(`write: +handler: '${meant.replace(/\./g, '\\.')}'\n`)));
});
