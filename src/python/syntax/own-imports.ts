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
/** What follows `import` of `from … import`. */
const MEMBERS = /[ \t]*(?:\(([^()]*)\)|([\w \t,]+))/y;
const COROUTINE = /^[ \t]*@asyncio\.coroutine\b/m;
/** Tests, tools and installers: nothing that runs in the image imports them. */
const BESIDE = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|noxfile|setup|fabfile|tasks|versioneer|ez_setup)\.py$/;
/** What is started inside packages, mostly. */
const STARTED = ['__main__', 'main', 'app', 'wsgi', 'asgi'];

/** Longer files are data or generated. */
const LONGEST = 500_000;
/** So many names of one file are looked at. */
const MOST = 5_000;
/** Packages in packages in … so far. */
const DEEPEST = 20;

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
  const own = ownNames(project);
  const looked = new Set<string>();
  const waiting = startingFiles(project);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (!seen.has(file)) {
      seen.add(file);
      const text = project._source.isFile(file) ? readPython(project._source, file) ?? '' : '';
      const imported = importsOf(text);
      found.push(...foreign(file, text, imported, own));
      // A name is looked for once, and one of others not at all: each costs two looks at the disk.
      const written = [...new Set(imported.flatMap(({ modules, members }) => [...modules, ...members]))];
      const names = written.flatMap((module) => absoluteNames(project, file, module)).filter((name) => own(name.split('.')[0]) && !looked.has(name));
      names.forEach((name) => looked.add(name));
      waiting.push(...new Set(names.flatMap((name) => moduleFile(project._layout, project._source, name) ?? [])));
    }
  }
  return found.sort((a, b) => a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line);
}

/** Whether a first word is that of a module, a package or a folder at an import root. */
function ownNames({ _layout: { importRoots }, _source: source }: PythonProject): (name: string) => boolean {
  const names = new Set(importRoots.flatMap((root) => source.list(root))
    .flatMap(({ kind, name }) => kind === 'folder' ? [name] : name.endsWith('.py') ? [name.slice(0, -3)] : []));
  return (name) => names.has(name);
}

function startingFiles({ _layout: layout, _consoleScripts: { scripts }, _source: source }: PythonProject): string[] {
  const called = Object.values(scripts).flatMap((target) => moduleFile(layout, source, target.replace(/[:[].*$/, '').trim()) ?? []);
  const inside = layout.packages.flatMap((folder) => STARTED.map((name) => `${folder}/${name}.py`)).filter((file) => source.isFile(file));
  return [...layout.modules, ...layout.programs, ...inside, ...called].filter((file) => !BESIDE.test(file));
}

interface ImportStatement {
  readonly line: number;
  /** What it surely imports: `a.b` of `from a.b import c`, each of `import a, b`. */
  readonly modules: string[];
  /** What may be modules, too: `a.b.c`. */
  readonly members: string[];
}

function importsOf(text: string): ImportStatement[] {
  const found: ImportStatement[] = [];
  let [line, at, names] = [1, 0, 0];
  for (const { index, 0: statement, 1: from, 2: plain = '' } of text.length > LONGEST ? [] : text.matchAll(IMPORT)) {
    line += linesIn(text, at, index);
    at = index;
    MEMBERS.lastIndex = index + statement.length;
    const [, inside, behind] = from === undefined ? [] : MEMBERS.exec(text) ?? [];
    const members = listed(inside ?? behind ?? '').map((name) => `${from}${from?.endsWith('.') ? '' : '.'}${name}`);
    const modules = from === undefined ? listed(plain) : [from];
    names += modules.length + members.length;
    if (names > MOST) {
      break;
    }
    found.push({ line, modules, members });
  }
  return found;
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}

/** What stands between commas, each once, without its `as` and without comments. */
function listed(names: string): string[] {
  return [...new Set(names.replace(/#[^\n]*/g, '').split(',').map((one) => one.trim().split(/\s/, 1)[0]).filter((one) => one !== ''))];
}

function foreign(file: string, text: string, imported: ImportStatement[], own: (name: string) => boolean): OwnImport[] {
  const named = imported.flatMap(({ line, modules }) => modules.map((module) => ({ line, module: module.split('.')[0] }))).filter(({ module }) => module !== '' && !own(module));
  const decorated = COROUTINE.exec(text);
  const all = [...named, ...decorated === null ? [] : [{ line: 1 + linesIn(text, 0, decorated.index + decorated[0].indexOf('@')), module: 'asyncio.coroutine' }]];
  // A text may have such a line, too.
  const really = new Set(all.length === 0 ? [] : PythonSource.parse(text).modules.map((module) => module.split('.')[0]));
  const first = new Map(all.filter(({ module }) => really.has(module.split('.')[0])).reverse().map((one) => [one.module, one]));
  return [...first.values()].map(({ line, module }) => ({ file, line, module }));
}

/** The modules that importing one runs: itself, and the packages above it. */
function absoluteNames(project: PythonProject, file: string, module: string): string[] {
  const above = /^\.+/.exec(module)?.[0].length ?? 0;
  const own = above === 0 ? [] : moduleName(project._layout, file)?.split('.') ?? [];
  const base = own.slice(0, Math.max(0, own.length - above + (file.endsWith('/__init__.py') ? 1 : 0)));
  const parts = [...base, ...module.slice(above).split('.').filter((part) => part !== '')].slice(0, DEEPEST);
  return parts.map((_, n) => parts.slice(0, n + 1).join('.'));
}
