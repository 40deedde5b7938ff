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
