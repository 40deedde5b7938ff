import { expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { folderWith } from '../../support/folder';
import { linuxEnvironment } from '../../support/linux-environment';
import { pdmProject, pipenvProject, poetryProject } from '../../support/locked-projects';
import { UV_ASGI } from '../../support/projects';

const [WHEEL, SDIST] = ['sha256:946d195a0d259cbba61165e88e65941f16e9b36ea6ddb97f00452bae8b1287d3', 'sha256:12f65c9b470abda6dc35cf8e63cc574b1c52b11df2c86030af0ac09b01b13ea9'];
const FILES = [{ place: 'idna-3.10-py3-none-any.whl', hash: WHEEL }, { place: 'idna-3.10.tar.gz', hash: SDIST }];

/** What a lock says of its packages beside what is installed. */
function inventory(files: Record<string, string>, dependencies = Dependencies._default()) {
  const plan = dependencies._bind(PythonProject.fromFolder(folderWith(files)));
  const needs = plan.inventory?.needsFor?.(linuxEnvironment());
  return {
    files: Object.fromEntries(plan.packages.map((locked) => [locked.name, plan.inventory?.filesOf(locked)])),
    needs: needs && Object.fromEntries([...needs].map(([name, needed]) => [name, [...needed].sort()])),
  };
}

test('uv.lock: archives with their URLs, and who needs whom', () => {
  expect(inventory(UV_ASGI)).toEqual({
    files: expect.objectContaining({ h11: [{ place: 'https://pypi.example/h11-0.16.0-py3-none-any.whl', hash: `sha256:${'2'.repeat(64)}` }] }),
    needs: { '': ['starlette', 'uvicorn'], 'click': [], 'h11': [], 'starlette': [], 'uvicorn': ['click', 'h11'] },
  });
});

test('uv.lock: what a marker leaves out is not needed, and what an extra adds is', () => {
  const lock = UV_ASGI['uv.lock']
    .replace('[{ name = "click" }, { name = "h11" }]', '[{ name = "click", marker = "sys_platform == \'win32\'" }, { name = "h11" }]')
    .replace(/(name = "uvicorn"[^]*?wheels = .*)\n/, '$1\n[package.optional-dependencies]\nplus = [{ name = "starlette" }]\n')
    .replace('{ name = "starlette" }, { name = "uvicorn" }]\n[package.metadata]', '{ name = "uvicorn", extra = ["plus"] }]\n[package.metadata]')
    .replace('{ name = "starlette" }, { name = "uvicorn", specifier', '{ name = "uvicorn", extras = ["plus"], specifier');
  const pyproject = UV_ASGI['pyproject.toml'].replace('"starlette", "uvicorn>=0.30"', '"uvicorn[plus]>=0.30"');
  expect(inventory({ ...UV_ASGI, 'uv.lock': lock, 'pyproject.toml': pyproject }).needs).toEqual({ '': ['uvicorn'], 'uvicorn': ['h11', 'starlette'], 'h11': [], 'starlette': [] });
});

test.each([['Poetry', poetryProject()], ['PDM', pdmProject()]])('the lock of %s: names of files with their hashes, and who needs whom', (_, files) => {
  expect(inventory(files)).toEqual({ files: { idna: FILES }, needs: { '': ['idna'], 'idna': [] } });
});

test('the lock of Poetry before 1.1 has hashes alone', () => {
  const files = poetryProject();
  const lock = files['poetry.lock'].replace(/^files = \[[^]*?^\]$/gm, '').replace(/^groups = .*$/gm, 'category = "main"')
    .replace('lock-version = "2.1"', 'lock-version = "1.0"') + `[metadata.hashes]\nidna = ["${WHEEL.slice(7)}"]\n`;
  expect(inventory({ ...files, 'poetry.lock': lock }).files.idna).toEqual([{ hash: WHEEL }]);
});

test('Pipfile.lock and requirements.txt have hashes, and no graph', () => {
  const hashes = [{ hash: SDIST }, { hash: WHEEL }];
  expect(inventory(pipenvProject())).toEqual({ files: { idna: hashes }, needs: undefined });
  expect(inventory({ 'main.py': '', 'requirements.txt': `idna==3.10 --hash=${WHEEL} --hash=${SDIST}\n` })).toEqual({ files: { idna: hashes }, needs: undefined });
});

test('pylock.toml: every algorithm of every file', () => {
  const lock = ['lock-version = "1.0"', 'created-by = "uv"', '[[packages]]', 'name = "idna"', 'version = "3.10"',
    'wheels = [{ url = "https://pypi.example/idna-3.10-py3-none-any.whl", hashes = { sha256 = "aa", sha512 = "bb" } }]', 'sdist = { path = "idna-3.10.tar.gz", hashes = { sha256 = "cc" } }', ''];
  expect(inventory({ 'main.py': '', 'pylock.toml': lock.join('\n') }).files.idna).toEqual([
    { place: 'https://pypi.example/idna-3.10-py3-none-any.whl', hash: 'sha256:aa' },
    { place: 'https://pypi.example/idna-3.10-py3-none-any.whl', hash: 'sha512:bb' },
    { place: 'idna-3.10.tar.gz', hash: 'sha256:cc' },
  ]);
});

test('nothing is known of what is only declared', () => {
  expect(inventory({ 'main.py': '', 'requirements.txt': 'idna\n' })).toEqual({ files: { idna: [] }, needs: undefined });
});
