import { importable } from './entrypoint-binding';
import { suggestEntrypoints } from './entrypoint-suggestions';
import { foundHandlers } from './found-handlers';
import { startOfDefinitions } from './start-of-definitions';
import { processProp } from './written-process';
import { CodedError } from '../../private/coded-error';
import { shortened } from '../../private/shortened';
import type { PythonProject } from '../python-project';
import { excludedAnywhere } from '../source/excluded-files';
import { TIERS } from '../source/file-search';
import { nestedSources } from '../source/nested-projects';
import { parsedPython } from '../source/parsed-python';

/** What a folder is instead of a Python project, by a file at its top. */
const OTHERS: [string, string][] = [
  ['package.json', 'Node.js'], ['go.mod', 'Go'], ['Cargo.toml', 'Rust'], ['pom.xml', 'Java'], ['build.gradle', 'Java'], ['build.gradle.kts', 'Kotlin'], ['Gemfile', 'Ruby'], ['composer.json', 'PHP'],
  ['mix.exs', 'Elixir'], ['Package.swift', 'Swift'],
];
const PYTHON_FILES = /\.(?:py|pyw|pyx|ipynb)$|^(?:pyproject\.toml|setup\.cfg|Pipfile|.*requirements.*\.(?:txt|in))$/;
const DEEPEST = 3;

/** Whether a project in a folder below starts something. */
export type Starts = (folder: string) => boolean;

/** The error of a project that says nothing about how it starts: what is there instead, and what to write. */
export function noEntrypoint(project: PythonProject, packages: { readonly name: string }[], starts: Starts): CodedError {
  const files = filesOf(project, '', 0);
  const python = files.filter((file) => PYTHON_FILES.test(file.slice(file.lastIndexOf('/') + 1)));
  if (python.length === 0) {
    return noPython(files);
  }
  return brokenFile(project) ?? nothingStarts(project, packages, python, starts);
}

function noPython(files: string[]): CodedError {
  const [marker, kind] = OTHERS.find(([file]) => files.includes(file)) ?? [];
  return new CodedError('SourceEmpty', {
    what: 'the source has no Python in it',
    found: `${kind === undefined ? '' : `a project of ${kind} (${marker}): `}${shortened(files)}`,
    expected: 'a Python project: a pyproject.toml, a requirements.txt or a script',
    write: 'source: the folder of the Python project, or an entrypoint: Entrypoint.command([\'python\', \'-m\', \'http.server\']) for files alone',
  });
}

/** A file that would start the app, and that no Python can read. */
function brokenFile(project: PythonProject): CodedError | undefined {
  const { _source: source, _layout: { importRoots, packages } } = project;
  const folders = [...new Set(['', ...importRoots, ...packages])];
  const names = [...TIERS.flat(), '__main__'];
  for (const file of folders.flatMap((folder) => names.map((name) => `${folder === '' ? '' : `${folder}/`}${name}.py`))) {
    const { problem, text } = parsedPython(source, file);
    if (problem !== undefined) {
      const { line, column } = problem;
      const wrong = text.split(/\r?\n/)[line - 1];
      return new CodedError('EntrypointNotFound', {
        what: `${file} has a syntax error in line ${line}, column ${column}, so nobody knows what it starts`,
        found: `${wrong}\n${' '.repeat(column - 1)}^`,
        expected: 'a file that Python can read',
        write: `the line as Python has it: python -m py_compile ${file} says what is wrong`,
      });
    }
  }
  return undefined;
}

function nothingStarts(project: PythonProject, packages: { readonly name: string }[], python: string[], starts: Starts): CodedError {
  const { _consoleScripts: { scripts, where, computed }, _layout: { importRoots, packages: folders }, isPackage } = project;
  const names = Object.keys(scripts);
  const absent = project._pyproject?.buildSystem === undefined ? 'there is no [build-system]' : 'the project is no package';
  const notebooks = python.filter((file) => file.endsWith('.ipynb'));
  const roots = importRoots.map((root) => root === '' ? '.' : root).join(', ');
  const startable = nestedSources(project, { fits: starts });
  const suggested = [...suggestEntrypoints(project, packages), ...startable.length > 0 ? startable : nestedSources(project)];
  const own = suggested.length > 0 ? suggested : [...ofNotebooks(notebooks), ...ofLibrary(project), ...ofFiles(project, python)];
  return new CodedError('EntrypointNotFound', {
    what: 'no entry point was found',
    found: [
      ...(notebooks.length > 0 ? [`${shortened(notebooks, 3)}: a notebook, which no server runs`] : []),
      'a web process in a Procfile: nothing',
      `${where}${where.startsWith('[') ? ' of pyproject.toml' : ''}: ${names.join(', ') || (computed === true ? 'computed when the project is built' : 'nothing')}${names.length > 0 && !isPackage ? ` (not installed: ${absent})` : ''}`,
      'a manage.py of Django: nothing',
      `__main__.py in ${folders.join(', ') || 'a package'}: nothing`,
      `${TIERS.flat().slice(0, 6).map((name) => `${name}.py`).join(', ')} and the like in ${roots}: no program and no web application`,
    ].join('\n'),
    expected: foundHandlers(project).length > 0 ? 'one of these: Lambda calls a handler, as the code of a function; a container needs an entrypoint' : 'one of these',
    write: own.length > 0 ? own.slice(0, 4).join('\nor ') : "a main.py that starts the app, or entrypoint: Entrypoint.command(['python', '-c', 'print(1)']), or another method of Entrypoint",
  });
}

/** A notebook is made a script once. */
function ofNotebooks(notebooks: string[]): string[] {
  const [first] = notebooks;
  return first === undefined ? [] : [
    `jupyter nbconvert --to script ${first}, then: entrypoint: Entrypoint.script('${first.replace(/\.ipynb$/, '.py')}')`,
    `${processProp(`papermill ${first} /tmp/out.ipynb`)}, with papermill and ipykernel in the dependencies`,
  ];
}

/** A library has no program: one of its functions is, or a file of its own. */
function ofLibrary(project: PythonProject): string[] {
  const { isPackage, name, _layout: { packages }, _source: source, _consoleScripts: { where } } = project;
  const [folder] = packages;
  if (!isPackage || folder === undefined) {
    return [];
  }
  const module = importable(project, `${folder}/__init__.py`) ?? folder;
  const [called] = parsedPython(source, `${folder}/__init__.py`).top.functions.filter(({ required }) => required.length === 0);
  return [`${where}: ${name ?? module} = "${module}:${called?.name ?? 'main'}"${called === undefined ? `, and def main(): in ${folder}/__init__.py` : ''}`];
}

/** Any file at the top, if somebody says so. One that does nothing but define has to be told what to start. */
function ofFiles({ isPackage, _source: source }: PythonProject, python: string[]): string[] {
  const files = python.filter((file) => /\.py$/.test(file) && !/(?:^|\/)(?:__init__|setup|conftest|conf)\.py$/.test(file)).slice(0, 3);
  return isPackage ? [] : files.map((file) => startOfDefinitions(file, parsedPython(source, file)) ?? `entrypoint: Entrypoint.script('${file}')`);
}

function filesOf(project: PythonProject, folder: string, depth: number): string[] {
  return project._source.list(folder).filter(({ name }) => !excludedAnywhere(name))
    .flatMap(({ kind, path }) => kind === 'file' ? [path] : depth < DEEPEST ? filesOf(project, path, depth + 1) : []);
}
