import { expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const bind = (dockerfile: string, more: Record<string, string> = {}) =>
  Dependencies._default()._bind(PythonProject.fromFolder(folderWith({ 'bot.py': 'import aiogram\n', 'Dockerfile': `FROM python:3.13\n${dockerfile}\n`, ...more })));

test.each<[string, string, RegExp]>([
  ['names and versions, without what installs them', 'RUN pip install --upgrade pip && pip install aiogram==2.25.1 "uvicorn[standard]>=0.30"\nRUN pip3 install --no-cache-dir -i https://pypi.example/simple python-dotenv',
    /found: {4}Dockerfile: pip install aiogram==2\.25\.1 "uvicorn\[standard\]>=0\.30"\n +Dockerfile: pip3 install [^\n]*python-dotenv\n[^]*requirements\.txt with the lines aiogram==2\.25\.1, uvicorn\[standard\]>=0\.30, python-dotenv\n/],
  ['lines that go on, and a mount', 'RUN --mount=type=cache,target=/root/.cache \\\n    python3 -m pip install \\\n    sanic \\\n    && true', /requirements\.txt with the line sanic\n/],
  ['uv', 'RUN uv pip install --system --python 3.13 boto3', /requirements\.txt with the line boto3\n/],
  ['nothing of it needed, as its owner knows', 'RUN pip install awscli', /or dependencies: Dependencies\.none\(\), if the app needs none of them/],
])('fails where nothing declares what the own Dockerfile installs: %s', (_what, dockerfile, message) => {
  expect(() => bind(dockerfile)).toThrow(coded('LockNotFound', message));
});

test('fails with the file that the Dockerfile installs from, whatever it is called', () => {
  expect(() => bind('COPY . /srv\nRUN pip install -r /srv/deps.list', { 'deps.list': 'aiogram\n' }))
    .toThrow(coded('LockNotFound', /write: {4}dependencies: Dependencies\.fromRequirements\(\{ file: 'deps\.list' \}\)\n/));
});

test.each<[string, string, Record<string, string>]>([
  ['installs nothing but tools', 'RUN pip install -U pip setuptools wheel poetry', {}],
  ['installs the source itself, or what nobody can read', 'RUN pip install . && pip install $EXTRA && pip install -r gone.txt && pip install --target /srv ./lib', {}],
  ['says it beside a declaration', 'RUN pip install gunicorn', { 'requirements.txt': 'flask\n' }],
  ['says it beside a project that needs nothing', 'RUN pip install gunicorn', { 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n' }],
])('and says nothing where the Dockerfile %s', (_what, dockerfile, more) => {
  expect(() => bind(dockerfile, more)).not.toThrow();
});
