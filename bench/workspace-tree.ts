import * as fs from 'fs';
import * as path from 'path';
import { writeFiles } from '../test/support/write-files';

/** How large a tree is. */
export interface TreeSize {
  readonly apps: number;
  readonly libraries: number;
  /** Modules of each project, beside its pyproject.toml. */
  readonly modules: number;
}

const LINES = Array.from({ length: 25 }, (_, n) => `VALUE_${n} = "some text of a line that code has"\n`).join('');

/** A workspace of uv, `packages/app-0` … and `packages/lib-0` …: an app needs two libraries, a library needs click. Gives the names of the apps. */
export function writeWorkspace(root: string, { apps, libraries, modules }: TreeSize): string[] {
  const names = (kind: string, count: number) => Array.from({ length: count }, (_, n) => `${kind}-${n}`);
  const [appNames, libraryNames] = [names('app', apps), names('lib', libraries)];
  const needs = new Map<string, string[]>([
    ...appNames.map((name, n) => [name, [`lib-${n % libraries}`, `lib-${(n + 1) % libraries}`]] as [string, string[]]),
    ...libraryNames.map((name) => [name, ['click']] as [string, string[]]),
  ]);
  for (const [name, dependencies] of needs) {
    const code = `packages/${name}/src/${name.replace('-', '_')}`;
    writeFiles(root, {
      [`packages/${name}/pyproject.toml`]: pyproject(name, dependencies),
      [`${code}/__init__.py`]: `def main():\n    print("${name}")\n`,
      ...Object.fromEntries(Array.from({ length: modules - 1 }, (_, n) => [`${code}/module_${n}.py`, `# ${name} ${n}\n${LINES}`])),
    });
  }
  const sources = [...appNames, ...libraryNames].map((name) => `${name} = { workspace = true }`);
  fs.writeFileSync(path.join(root, 'pyproject.toml'), ['[tool.uv.workspace]', 'members = ["packages/*"]', '[tool.uv.sources]', ...sources, ''].join('\n'));
  fs.writeFileSync(path.join(root, 'uv.lock'), lockOf(needs));
  return appNames;
}

function pyproject(name: string, dependencies: readonly string[]): string {
  return [
    '[project]', `name = "${name}"`, 'version = "1.0"', 'requires-python = ">=3.11"', `dependencies = ${JSON.stringify(dependencies)}`,
    '[project.scripts]', `${name} = "${name.replace('-', '_')}:main"`,
    '[build-system]', 'requires = ["hatchling"]', 'build-backend = "hatchling.build"', '',
  ].join('\n');
}

/** As uv writes it; the host is an example, and nothing is fetched. */
function lockOf(needs: ReadonlyMap<string, readonly string[]>): string {
  const projects = [...needs].flatMap(([name, dependencies]) => [
    '[[package]]', `name = "${name}"`, 'version = "1.0"', `source = { editable = "packages/${name}" }`,
    `dependencies = [${dependencies.map((one) => `{ name = "${one}" }`).join(', ')}]`, '[package.metadata]',
    `requires-dist = [${dependencies.map((one) => `{ name = "${one}"${needs.has(one) ? `, editable = "packages/${one}"` : ''} }`).join(', ')}]`,
  ]);
  return [
    'version = 1', 'revision = 3', 'requires-python = ">=3.11"', ...projects,
    '[[package]]', 'name = "click"', 'version = "8.3.0"', 'source = { registry = "https://pypi.example/simple" }',
    `wheels = [{ url = "https://pypi.example/click-8.3.0-py3-none-any.whl", hash = "sha256:${'1'.repeat(64)}" }]`, '',
  ].join('\n');
}
