import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { BuildSecret, Dependencies, PythonApp, VirtualenvBuilderStage, WheelBuilderStage } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { pdmProject, pipenvProject, poetryProject } from '../../support/locked-projects';
import { readStage } from '../../support/read-stages';

const appOf = (files: Record<string, string>) => testApp({ source: folderWith(files) });
const bind = (file: string) => `--mount=type=bind,source=files/${file},target=/src/${file}`;
const WRITTEN = '--mount=type=bind,from=builder-lock,source=/lock/requirements.txt,target=/lock/requirements.txt';

/** The RUNs that write the requirements, and the builder's. */
function stages(app: PythonApp, dependencies?: Dependencies) {
  const builder = new VirtualenvBuilderStage(app, 'Builder', { dependencies });
  return { lock: readStage(builder, 'builder-lock'), builder: readStage(builder).runs[0] };
}

test.each([
  ['poetry.lock', poetryProject(), 'poetry-2.5.1', ['/opt/poetry/bin/poetry export --output /lock/requirements.txt'], 'pyproject.toml'],
  ['pdm.lock', pdmProject(), 'pdm-2.29.3', ['/opt/pdm/bin/pdm lock --check', '/opt/pdm/bin/pdm export --prod --output /lock/requirements.txt'], 'pyproject.toml'],
  ['Pipfile.lock', pipenvProject(), 'pipenv-2026.10.3',
    ['/opt/pipenv/bin/pipenv verify', '/opt/pipenv/bin/pipenv requirements --hash --exclude-index > /lock/requirements.txt'], 'Pipfile'],
])('%s is checked and written out by its tool, without a network and with the declarations beside it', (lock, files, tools, commands, declarations) => {
  const { lock: { runs: [tool, write] }, builder } = stages(appOf(files));
  expect(tool.commands[1]).toBe(`uv pip install --python /opt/${tools.replace(/-.*/, '')} --require-hashes --requirement /tools/${tools}.txt`);
  expect(tool.flags).toContain(`--mount=type=bind,source=tools/locks/${tools}.txt,target=/tools/${tools}.txt`);
  expect(write).toEqual({ flags: ['--network=none', bind(lock), bind(declarations)], commands: ['mkdir /lock', ...commands] });
  expect(builder.flags).toContain(WRITTEN);
  expect(builder.flags).not.toContain(bind(lock));
  expect(builder.commands[1]).toMatch(/^uv pip sync --python \/app\/\.venv .*--require-hashes \/lock\/requirements\.txt$/);
});

test('a lock in a folder is seen where its tool looks for it', () => {
  const { 'poetry.lock': lock, ...files } = poetryProject();
  const { lock: { runs: [, { flags }] } } = stages(appOf({ ...files, 'locks/prod.lock': lock }), Dependencies.fromPoetryLock({ file: 'locks/prod.lock' }));
  expect(flags).toContain('--mount=type=bind,source=files/locks/prod.lock,target=/src/poetry.lock');
});

test('groups are asked of the tool', () => {
  const { lock: { runs: [, { commands }] } } = stages(appOf(poetryProject()), Dependencies.fromPoetryLock({ groups: ['dev'] }));
  expect(commands[1]).toBe('/opt/poetry/bin/poetry export --with=dev --output /lock/requirements.txt');
});

test('a folder of the lock is there for both, and no repository stays editable', () => {
  const files = pipenvProject();
  const lock = files['Pipfile.lock'].replace('"default": {', '"default": { "lib": { "path": "./lib", "editable": true }, "tool": { "git": "https://git.example/tool", "ref": "abc" },');
  const { lock: { runs: [, write] }, builder } = stages(appOf({ ...files, 'Pipfile.lock': lock, 'lib/setup.py': '' }));
  const folder = '--mount=type=bind,source=files/lib,target=/src/lib,readwrite';
  expect(write.flags).toContain(folder);
  expect(write.commands.at(-1)).toBe("sed --in-place 's/^-e \\(git+\\)/\\1/' /lock/requirements.txt");
  expect(builder.flags).toContain(folder);
  expect(builder.commands[1]).toMatch(/^uv pip install .*--no-editable --no-deps --requirements \/lock\/requirements\.txt$/);
});

test('what only a build back end knows is asked of it, with the whole source', () => {
  const { lock: { runs: [{ flags, commands }] }, builder } = stages(appOf({
    'setup.py': 'from setuptools import setup\nsetup(name="x", py_modules=["x"], install_requires=read())\n', 'x.py': 'print(1)\n',
  }));
  expect(flags).toContain('--mount=type=bind,source=app,target=/src,readwrite');
  expect(commands).toEqual([
    'mkdir /lock', 'uv pip compile --no-header --no-annotate --quiet --python /usr/local/bin/python3.13 setup.py --output-file /lock/requirements.txt',
  ]);
  expect(builder.commands[1]).toMatch(/^uv pip install .*--requirements \/lock\/requirements\.txt$/);
});

test('a uv.lock is compared there with dependencies that only a build back end knows', () => {
  const { lock: { runs: [{ flags, commands }] }, builder } = stages(appOf({
    'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndynamic = ["dependencies"]\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
    'uv.lock': 'version = 1\n[[package]]\nname = "x"\nversion = "1"\nsource = { editable = "." }\n', 'x/__init__.py': '', 'x/__main__.py': 'print(1)\n',
  }));
  expect(flags.slice(2)).toEqual(['--mount=type=bind,source=app,target=/src,readwrite', bind('uv.lock'), bind('pyproject.toml')]);
  expect(commands[1]).toBe('uv export --locked --quiet --python /usr/local/bin/python3.13 --no-emit-project --no-default-groups --output-file /lock/requirements.txt');
  expect(builder.commands[1]).toMatch(/^uv pip sync .*--require-hashes \/lock\/requirements\.txt$/);
});

test('no such stage for what uv reads', () => {
  const builder = new VirtualenvBuilderStage(appOf({ 'main.py': 'print(1)\n', 'requirements.txt': 'idna\n' }), 'Builder');
  expect(() => readStage(builder, 'builder-lock')).toThrow(/no stage builder-lock/);
});

test('wheels are made of what the tool wrote', () => {
  const wheels = new WheelBuilderStage(appOf(poetryProject()), 'Builder');
  const { runs: [, { flags, commands }] } = readStage(wheels);
  expect(flags).toContain(WRITTEN);
  expect(commands.at(-1)).toMatch(/--no-deps --require-hashes .*--requirement \/lock\/requirements\.txt$/);
});

test('a back end that is asked for the dependencies is told the version', () => {
  const { lock: { runs: [write] } } = stages(testApp({
    version: '1.2.3',
    source: folderWith({
      'pyproject.toml': '[project]\nname = "shop"\ndynamic = ["version", "dependencies"]\n'
        + '[build-system]\nrequires = ["setuptools", "setuptools-scm"]\nbuild-backend = "setuptools.build_meta"\n[tool.setuptools_scm]\n',
      'setup.py': 'import setuptools\nsetuptools.setup(install_requires=sorted(["idna"]))\n', 'shop/__init__.py': '',
    }),
  }));
  expect(write.commands).toContainEqual(expect.stringMatching(/^env SETUPTOOLS_SCM_PRETEND_VERSION_FOR_SHOP=1\.2\.3 uv pip compile /));
});

test('variables in the indexes of a Pipfile.lock are secrets of the build, in the form that uv reads', () => {
  const files = pipenvProject();
  const url = 'https://user:$TOKEN@company.example/simple';
  const lock = JSON.parse(files['Pipfile.lock']) as { _meta: { sources: object[] } };
  lock._meta.sources.push({ name: 'company', url, verify_ssl: true });
  const source = folderWith({ ...files, 'Pipfile.lock': JSON.stringify(lock) });
  expect(() => testApp({ source }).image).toThrow(coded('BuildSecretMissing', /\$\{TOKEN} in Pipfile\.lock[^]*BuildSecret\.fromEnvironment\('TOKEN'\)/));
  const { lock: { runs: [, write] } } = stages(testApp({ source, buildSecrets: { TOKEN: BuildSecret.fromEnvironment('TOKEN') } }));
  expect(write.commands.at(-1)).toBe("sed --in-place --regexp-extended '/^-(i|-[a-z-]*index-url) /s/\\$([A-Za-z_][A-Za-z0-9_]*)/${\\1}/g' /lock/requirements.txt");
  rewritten(write.commands.at(-1) ?? '', `-i ${url}`, '-i https://user:${TOKEN}@company.example/simple');
});

test.each([
  ['-e .'], ['.'], ['-e ./'], ['-e .[pg,web]'], ["-e . ; python_version >= '3.10'"],
])('a Pipfile.lock that has the project itself, %s, is installed without it', (line) => {
  const files = pipenvProject();
  const lock = JSON.parse(files['Pipfile.lock']) as { default: Record<string, object> };
  Object.assign(lock.default, { shop: { path: '.', editable: true } });
  const { lock: { runs: [, write] } } = stages(testApp({ source: folderWith({ ...files, 'Pipfile.lock': JSON.stringify(lock) }) }));
  rewritten(write.commands.at(-1) ?? '', `${line}\n-e ./lib\n-e .lib`, '-e ./lib\n-e .lib');
});

test('fails for a Pipfile with a password', () => {
  const files = pipenvProject();
  const Pipfile = files.Pipfile.replace('https://pypi', 'https://me:secret@pypi');
  expect(() => testApp({ source: folderWith({ ...files, Pipfile }) }).image).toThrow(coded('CredentialInSource', /^Stack\/Api[^\n]*Pipfile, line 3/));
});

/** Runs what edits the written requirements over a file of one line. */
function rewritten(command: string, line: string, expected: string): void {
  const file = path.join(folderWith({ 'requirements.txt': `${line}\nidna==3.10 # $5\n` }), 'requirements.txt');
  expect(spawnSync('sh', ['-c', command.replace('/lock/requirements.txt', file)]).status).toBe(0);
  expect(fs.readFileSync(file, 'utf8')).toBe(`${expected}\nidna==3.10 # $5\n`);
}
