import { PythonSource } from './python-source';
import { readPython } from './python-text';
import type { PythonProject } from '../python-project';
import { moduleFile, moduleName } from '../source/project-layout';

/** A module that is none of the project's, and the first line that surely imports it. */
export interface OwnImport {
  readonly file: string;
  readonly line: number;
  /** Its first word, `os` of `os.path`; `asyncio.coroutine` where that decorates something. */
  readonly module: string;
}

/** A statement that begins its line is in no `try` and in no function. */
const IMPORT = /^(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([\w. \t,]+))/gm;
const COROUTINE = /^[ \t]*@asyncio\.coroutine\b/m;
/** Tests, tools and installers: nothing that runs in the image imports them. */
const BESIDE = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|noxfile|setup|fabfile|tasks|versioneer|ez_setup)\.py$/;
/** What is started inside packages, mostly. */
const STARTED = ['__main__', 'main', 'app', 'wsgi', 'asgi'];

const KNOWN = new WeakMap<PythonProject, OwnImport[]>();

/** What the files at the import roots, those that are started, and all that they import of the project, surely import of others. */
export function ownImports(project: PythonProject): OwnImport[] {
  const found = KNOWN.get(project) ?? read(project);
  KNOWN.set(project, found);
  return found;
}

function read(project: PythonProject): OwnImport[] {
  const found: OwnImport[] = [];
  const seen = new Set<string>();
  const waiting = startingFiles(project);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (!seen.has(file)) {
      seen.add(file);
      const text = project._source.isFile(file) ? readPython(project._source, file) ?? '' : '';
      const imported = importsOf(text);
      found.push(...foreign(project, file, text, imported));
      waiting.push(...imported.flatMap(({ modules, members }) => [...modules, ...members]).flatMap((module) => filesOf(project, file, module)));
    }
  }
  return found.sort((a, b) => a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line);
}

function startingFiles({ _layout: layout, _consoleScripts: { scripts }, _source: source }: PythonProject): string[] {
  const called = Object.values(scripts).flatMap((target) => moduleFile(layout, source, target.replace(/[:[].*$/, '').trim()) ?? []);
  const inside = layout.packages.flatMap((folder) => STARTED.map((name) => `${folder}/${name}.py`)).filter((file) => source.isFile(file));
  return [...layout.modules, ...layout.programs, ...inside, ...called].filter((file) => !BESIDE.test(file));
}

interface ImportStatement {
  readonly index: number;
  /** What it surely imports: `a.b` of `from a.b import c`, each of `import a, b`. */
  readonly modules: string[];
  /** What may be modules, too: `a.b.c`. */
  readonly members: string[];
}

function importsOf(text: string): ImportStatement[] {
  return [...text.matchAll(IMPORT)].map(({ index, 0: statement, 1: from, 2: plain = '' }) => ({
    index,
    modules: from === undefined ? listed(plain) : [from],
    members: from === undefined ? [] : listed(/^[ \t]*\(?\s*([\w \t,\n]+)/.exec(text.slice(index + statement.length))?.[1] ?? '').map((name) => `${from}${from.endsWith('.') ? '' : '.'}${name}`),
  }));
}

/** The first words of what stands between commas: what is there without its `as`. */
function listed(names: string): string[] {
  return names.split(',').map((one) => one.trim().split(/\s/)[0]).filter((one) => one !== '');
}

function foreign(project: PythonProject, file: string, text: string, imported: ImportStatement[]): OwnImport[] {
  const ours = (module: string) => module === '' || moduleFile(project._layout, project._source, module) !== undefined;
  const named = imported.flatMap(({ index, modules }) => modules.map((module) => ({ index, module: module.split('.')[0] }))).filter(({ module }) => !ours(module));
  const decorated = COROUTINE.exec(text);
  const all = [...named, ...decorated === null ? [] : [{ index: decorated.index, module: 'asyncio.coroutine' }]];
  // A text may have such a line, too.
  const really = new Set(all.length === 0 ? [] : PythonSource.parse(text).modules.map((module) => module.split('.')[0]));
  const first = new Map(all.filter(({ module }) => really.has(module.split('.')[0])).reverse().map((one) => [one.module, one]));
  return [...first.values()].map(({ index, module }) => ({ file, line: text.slice(0, index).split('\n').length, module }));
}

/** The files of the project that importing a module runs: its own, and those of the packages above it. */
function filesOf(project: PythonProject, file: string, module: string): string[] {
  const own = moduleName(project._layout, file)?.split('.') ?? [];
  const above = /^\.+/.exec(module)?.[0].length ?? 0;
  const base = above === 0 ? [] : own.slice(0, own.length - above + (file.endsWith('/__init__.py') ? 1 : 0));
  const parts = [...base, ...module.slice(above).split('.').filter((part) => part !== '')];
  return parts.map((_, n) => parts.slice(0, n + 1).join('.')).flatMap((name) => moduleFile(project._layout, project._source, name) ?? []);
}
