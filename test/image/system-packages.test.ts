import { afterAll, expect, test } from 'vitest';
import { buildApp } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith } from '../support/folder';

const images: string[] = [];

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

async function output(files: Record<string, string>): Promise<string> {
  const { imageId } = await buildApp({ source: folderWith(files) });
  images.push(imageId);
  return runInImage(imageId, [], { readOnly: true, tmpfs: ['/tmp'], network: 'none' });
}

test('a library whose package has scripts is installed by apt, and the compiled package that needs it works', async () => {
  expect(await output({
    'requirements.txt': 'mysqlclient==2.2.7\n',
    'main.py': 'import MySQLdb\nprint(MySQLdb.get_client_info())\n',
  })).toMatch(/^\d+\.\d+/);
});

test('a library that is opened by name only is found', async () => {
  expect(await output({
    'requirements.txt': 'psycopg==3.2.10\n',
    'main.py': 'from psycopg import pq\nprint(pq.__impl__, pq.version() > 150000)\n',
  })).toBe('python True\n');
});

test('the extension modules of the project itself are compiled, and the compiler is not in the image', async () => {
  expect(await output({
    'setup.py': [
      'from setuptools import Extension, setup',
      'setup(name="native", version="1.0", packages=["native"], ext_modules=[Extension("native._fast", ["native/fast.c"])],',
      '      entry_points={"console_scripts": ["native = native:main"]})', '',
    ].join('\n'),
    'pyproject.toml': '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "native"\nversion = "1.0"\n[project.scripts]\nnative = "native:main"\n',
    'native/__init__.py': 'import shutil\nfrom native import _fast\n\ndef main():\n    print(_fast.__name__, shutil.which("gcc"))\n',
    'native/fast.c': [
      '#include <Python.h>',
      'static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_fast", NULL, -1, NULL};',
      'PyMODINIT_FUNC PyInit__fast(void) { return PyModule_Create(&module); }', '',
    ].join('\n'),
  })).toBe('native._fast None\n');
});

test('a dependency in a folder of the source is installed, not linked to where it was built', async () => {
  expect(await output({
    'requirements.txt': '-e ./lib\n',
    'lib/pyproject.toml': '[project]\nname = "shared"\nversion = "1.0"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
    'lib/shared/__init__.py': 'NAME = "shared"\n',
    'main.py': 'import shared\nprint(shared.NAME, shared.__file__.startswith("/app/.venv/lib"))\n',
  })).toBe('shared True\n');
});
