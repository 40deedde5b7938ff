import { poetryHashes } from '../../src/python/declarations/poetry-project';

const HATCHLING = ['[build-system]', 'requires = ["hatchling"]', 'build-backend = "hatchling.build"', ''];

/** A pyproject.toml of a member. */
export function memberProject(name: string, dependencies: string[], ...more: string[]): string {
  return [
    '[project]', `name = "${name}"`, 'version = "1.0"', 'requires-python = ">=3.11"',
    `dependencies = [${dependencies.map((dependency) => JSON.stringify(dependency)).join(', ')}]`, ...more, '',
  ].join('\n');
}

/**
 * A workspace of uv with two services over shared libraries: `api` is a package with a script in the namespace of `common`,
 * `worker` is a script. `common` needs click, `store` needs `common` and idna, `unused` needs six and is needed by nobody.
 */
export const WORKSPACE: Record<string, string> = {
  'pyproject.toml': [
    '[tool.uv.workspace]', 'members = ["services/*", "libs/*"]', 'exclude = ["libs/old"]',
    '[tool.uv.sources]', 'acme-common = { workspace = true }', 'acme-store = { workspace = true }', '',
  ].join('\n'),
  'services/api/pyproject.toml': memberProject('acme-api', ['acme-common'], '[project.scripts]', 'acme-api = "acme.api:main"', ...HATCHLING,
    '[tool.hatch.build.targets.wheel]', 'packages = ["src/acme"]'),
  'services/api/src/acme/api/__init__.py': [
    'import click', 'from acme.common import greeting', '', '', 'def main():', '    print("api says", greeting(), "with click", click.__name__)', '',
  ].join('\n'),
  'services/worker/pyproject.toml': memberProject('acme-worker', ['acme-store']),
  'services/worker/main.py': 'import idna\nfrom acme_store import stored\n\nprint("worker has", stored(), "with", idna.__name__)\n',
  'libs/common/pyproject.toml': memberProject('acme-common', ['click>=8'], ...HATCHLING, '[tool.hatch.build.targets.wheel]', 'packages = ["src/acme"]'),
  'libs/common/src/acme/common/__init__.py': 'def greeting():\n    return "hello 1"\n',
  'libs/store/pyproject.toml': memberProject('acme-store', ['acme-common', 'idna'], ...HATCHLING),
  'libs/store/src/acme_store/__init__.py': 'from acme.common import greeting\n\n\ndef stored():\n    return "stored " + greeting()\n',
  'libs/unused/pyproject.toml': memberProject('acme-unused', ['six'], ...HATCHLING),
  'libs/unused/src/acme_unused/__init__.py': 'VALUE = 1\n',
  'libs/old/pyproject.toml': memberProject('acme-old', []),
};

function registry(name: string, version: string): string[] {
  return [
    '[[package]]', `name = "${name}"`, `version = "${version}"`, 'source = { registry = "https://pypi.example/simple" }',
    `wheels = [{ url = "https://pypi.example/${name}-${version}-py3-none-any.whl", hash = "sha256:${'1'.repeat(64)}" }]`,
  ];
}

function member(name: string, kind: string, place: string, dependencies: string[], recorded: string[]): string[] {
  return [
    '[[package]]', `name = "${name}"`, 'version = "1.0"', `source = { ${kind} = "${place}" }`,
    `dependencies = [${dependencies.map((dependency) => `{ name = "${dependency}" }`).join(', ')}]`,
    '[package.metadata]', `requires-dist = [${recorded.join(', ')}]`,
  ];
}

/** The lock of that workspace, as uv writes it; the host is an example. */
export const WORKSPACE_LOCK = [
  'version = 1', 'revision = 3', 'requires-python = ">=3.11"',
  '[manifest]', 'members = ["acme-api", "acme-common", "acme-store", "acme-unused", "acme-worker"]',
  ...member('acme-api', 'editable', 'services/api', ['acme-common'], ['{ name = "acme-common", editable = "libs/common" }']),
  ...member('acme-common', 'editable', 'libs/common', ['click'], ['{ name = "click", specifier = ">=8" }']),
  ...member('acme-store', 'editable', 'libs/store', ['acme-common', 'idna'], ['{ name = "acme-common", editable = "libs/common" }', '{ name = "idna" }']),
  ...member('acme-unused', 'editable', 'libs/unused', ['six'], ['{ name = "six" }']),
  ...member('acme-worker', 'virtual', 'services/worker', ['acme-store'], ['{ name = "acme-store", editable = "libs/store" }']),
  ...registry('click', '8.3.0'), ...registry('idna', '3.11'), ...registry('six', '1.17.0'), '',
].join('\n');

/** The same service and libraries in the hands of Poetry: `worker` needs `store` by its path, which needs `common` and idna, which needs six. */
export function poetryRepository(): Record<string, string> {
  const project = (name: string, packages: string, ...dependencies: string[]) => [
    '[tool.poetry]', `name = "${name}"`, 'version = "1.0"', 'description = ""', 'authors = []', packages,
    '[tool.poetry.dependencies]', 'python = "^3.11"', ...dependencies, '',
  ].join('\n');
  const backend = ['[build-system]', 'requires = ["poetry-core"]', 'build-backend = "poetry.core.masonry.api"', ''].join('\n');
  const worker = project('worker', 'package-mode = false', 'acme-store = { path = "../../libs/store", develop = true }');
  const local = (name: string, place: string, ...dependencies: string[]) => [
    '[[package]]', `name = "${name}"`, 'version = "1.0"', 'description = ""', 'optional = false', 'python-versions = "^3.11"', 'groups = ["main"]',
    'files = []', 'develop = true', '[package.dependencies]', ...dependencies, '[package.source]', 'type = "directory"', `url = "${place}"`,
  ];
  const remote = (name: string, version: string, file: string, hash: string) => [
    '[[package]]', `name = "${name}"`, `version = "${version}"`, 'description = ""', 'optional = false', 'python-versions = ">=3.6"', 'groups = ["main"]',
    `files = [{ file = "${file}", hash = "sha256:${hash}" }]`,
  ];
  return {
    'libs/common/pyproject.toml': project('acme-common', 'packages = [{ include = "acme", from = "src" }]', 'six = "*"') + backend,
    'libs/store/pyproject.toml': project('acme-store', 'packages = [{ include = "acme_store", from = "src" }]', 'acme-common = { path = "../common", develop = true }', 'idna = "*"') + backend,
    'services/worker/pyproject.toml': worker,
    'services/worker/poetry.lock': [
      '# This file is automatically @generated by Poetry 2.1.3 and should not be changed by hand.',
      ...local('acme-common', '../../libs/common', 'six = "*"'), ...local('acme-store', '../../libs/store', 'acme-common = { path = "../common" }', 'idna = "*"'),
      ...remote('idna', '3.10', 'idna-3.10-py3-none-any.whl', '946d195a0d259cbba61165e88e65941f16e9b36ea6ddb97f00452bae8b1287d3'),
      ...remote('six', '1.17.0', 'six-1.17.0-py2.py3-none-any.whl', '4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274'),
      '[metadata]', 'lock-version = "2.1"', 'python-versions = "^3.11"', `content-hash = "${poetryHashes(worker)[0]}"`, '',
    ].join('\n'),
  };
}
