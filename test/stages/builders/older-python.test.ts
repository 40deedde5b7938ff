import { expect, test } from 'vitest';
import { PythonVersion } from '../../../src';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';
import { UV_ASGI } from '../../support/projects';

/** The lock with wheels of starlette for these Pythons alone. */
function appWith(pythons: string[], python?: PythonVersion) {
  const wheel = `{ url = "https://pypi.example/starlette-0.48.0-py3-none-any.whl", hash = "sha256:${'4'.repeat(64)}" }`;
  expect(UV_ASGI['uv.lock']).toContain(wheel);
  const wheels = pythons.map((tag) => wheel.replace('py3-none-any', `${tag}-${tag}-manylinux_2_17_x86_64.manylinux2014_x86_64`)).join(', ');
  const source = folderWith({ ...UV_ASGI, 'uv.lock': UV_ASGI['uv.lock'].replace(wheel, wheels) });
  const { image } = testApp({ source, ...(python && { python }) });
  return image.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data));
}

test('a lock whose wheels are all for an older Python names that one', () => {
  expect(appWith(['cp311', 'cp312'])).toEqual([expect.stringMatching(/no wheel for Python 3\.13 of starlette 0\.48\.0, and has one for Python 3\.12[^]*PythonVersion\.of\('3\.12'\)/)]);
});

test('an older Python that the lock excludes, a newer one, and a wheel that fits say nothing', () => {
  expect(appWith(['cp311'])).toEqual([]);
  expect(appWith(['cp314'])).toEqual([]);
  expect(appWith(['cp312', 'cp313'])).toEqual([]);
  expect(appWith(['cp312'], PythonVersion.V3_12)).toEqual([]);
});

const MAIN = { 'main.py': 'print(1)\n' };
const warnings = (files: Record<string, string>, python?: PythonVersion) =>
  testApp({ source: folderWith({ ...MAIN, ...files }), ...(python && { python }) }).image.node.metadata.filter(({ type, data }) => type === 'aws:cdk:warning' && /older than/.test(String(data))).map(({ data }) => String(data));
const requirements = (...lines: string[]) => ({ 'requirements.txt': `${lines.join('\n')}\n` });

test('pins that are older than the Python that was chosen are named, with what runs on it and the Python that runs them', () => {
  const expected = [expect.stringMatching(
    /requirements\.txt has numpy 1\.26\.4, requests 2\.24\.0, older than Python 3\.13[^]*Take numpy>=2\.1\.0, requests>=2\.25\.0, or python: PythonVersion\.of\('3\.11'\)/,
  )];
  expect(warnings(requirements('numpy==1.26.4', 'requests==2.24.0'), PythonVersion.V3_13)).toEqual(expected);
  expect(warnings({ ...requirements('numpy==1.26.4', 'requests==2.24.0'), '.python-version': '3.13\n' })).toEqual(expected);
});

test('pins that no Python runs are named with the versions to take', () => {
  expect(warnings(requirements('celery==3.1.25', 'Jinja2==2.7'))).toEqual([
    expect.stringMatching(/celery 3\.1\.25, jinja2 2\.7, older than Python 3\.13[^]*Take celery>=5\.3\.0, jinja2>=2\.10\.2; no Python that images have runs all of them/),
  ]);
});

test.each([
  [['pydantic==1.10.13'], PythonVersion.V3_13, /Take pydantic>=1\.10\.19,/],
  [['SQLAlchemy==2.0.23'], PythonVersion.V3_13, /Take sqlalchemy>=2\.0\.31,/],
])('%j: the next version that runs, not the newest', (lines, python, expected) => {
  expect(warnings(requirements(...lines), python)).toEqual([expect.stringMatching(expected)]);
});

test('pins that run on the Python, and those that chose an older one, say nothing', () => {
  expect(warnings(requirements('numpy==2.1.0', 'SQLAlchemy==1.4.46'), PythonVersion.V3_13)).toEqual([]);
  expect(warnings(requirements('numpy==1.26.4'))).toEqual([]);
});
