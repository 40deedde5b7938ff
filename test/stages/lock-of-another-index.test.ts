import { expect, test } from 'vitest';
import { PackageIndex, PythonApp } from '../../src';
import { testStack } from '../support/app';
import { folderWith } from '../support/folder';

const MIRROR = PackageIndex.of({ url: 'https://mirror.example/simple', replacesPypi: true });
const lock = (registry: string, more = '') => `version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "idna"\nversion = "3.10"\nsource = { registry = "${registry}" }\n`
  + `wheels = [{ url = "${registry}/idna-3.10-py3-none-any.whl", hash = "sha256:${'0'.repeat(64)}" }]\n\n[[package]]\nname = "shop"\nversion = "1.0"\nsource = { virtual = "." }\n`
  + `dependencies = [{ name = "idna" }]\n\n[package.metadata]\nrequires-dist = [{ name = "idna" }]\n${more}`;
const dockerfile = (registry: string, indexes: PackageIndex[], tool = '') => new PythonApp(testStack(), 'Api', {
  source: folderWith({
    'pyproject.toml': `[project]\nname = "shop"\nversion = "1.0"\nrequires-python = ">=3.12"\ndependencies = ["idna"]\n[tool.uv]\npackage = false\n${tool}`,
    'main.py': 'print(1)\n', 'uv.lock': lock(registry),
  }),
  indexes,
}).image.dockerfile;

test('versions and hashes of a lock hold, where an index takes the place of the one that it names', () => {
  const text = dockerfile('https://gone.example/simple', [MIRROR]);
  expect(text).toMatch(/uv export --quiet --frozen --no-emit-project --no-default-groups --output-file (\S+) \\\n\s+&& uv pip sync --python \S+ [^&]*--require-hashes \\\n\s+\1/);
  expect(text).not.toContain('uv sync');
});

test.each<[string, string, PackageIndex[], string?]>([
  ['the index is that of the lock', 'https://mirror.example/simple/', [MIRROR]],
  ['no index takes the place of another', 'https://gone.example/simple', [PackageIndex.of({ url: 'https://more.example/simple' })]],
  ['pyproject.toml names the index itself', 'https://own.example/simple', [MIRROR], '[[tool.uv.index]]\nname = "own"\nurl = "https://own.example/simple"\n'],
])('uv installs from its lock where %s', (_what, registry, indexes, tool) => {
  expect(dockerfile(registry, indexes, tool)).toContain('uv sync --locked');
});
