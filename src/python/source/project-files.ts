import { excludedAnywhere, excludedAtTop, isLock, neverCopied } from './excluded-files';
import { globBase, globToRegExp, isGlob } from './glob';
import type { ProjectLayout } from './project-layout';
import { isAside, isBuildOutput, isEnvironment, isImported } from './set-aside';
import { SourceFolder } from './source-folder';
import { regularPackages } from './source-layout';
import { isTable, tableAt, TomlTable } from './toml-file';
import { CodedError } from '../../private/coded-error';
import { Pyproject } from '../declarations/pyproject';
import { normalizeName } from '../syntax/package-name';

/** The facts that decide which files an application is made of. */
export interface FileFacts {
  readonly source: SourceFolder;
  readonly pyproject?: Pyproject;
  readonly layout: ProjectLayout;
  readonly isPackage: boolean;
  readonly name?: string;
  /** Whether a folder is a project of its own, which the app has as an installed package or not at all. */
  readonly isOther?: (folder: string) => boolean;
}

/** Back ends whose wheels hold the packages and what their own table names, and nothing else. The table's keys that name paths. */
const BACKENDS: { readonly module: RegExp; readonly tables: string[][] }[] = [
  { module: /^hatchling\b/, tables: [['hatch', 'build'], ['hatch', 'version'], ['hatch', 'metadata']] },
  { module: /^setuptools\b/, tables: [['setuptools']] },
  { module: /^uv_build\b/, tables: [['uv', 'build-backend']] },
  { module: /^flit_core\b/, tables: [['flit']] },
  { module: /^poetry\.core\b/, tables: [['poetry']] },
  { module: /^pdm\.backend\b/, tables: [['pdm', 'build'], ['pdm', 'version']] },
];
/** What is required to build by setuptools and reads no files of its own choice. */
const NO_PLUGINS = new Set([
  'build', 'cffi', 'cython', 'numpy', 'oldest-supported-numpy', 'packaging', 'pip', 'pybind11', 'setuptools', 'setuptools-git-versioning', 'setuptools-scm', 'tomli',
  'versioningit', 'wheel',
]);
const LICENSES = ['LICEN[CS]E*', 'COPYING*', 'NOTICE*', 'AUTHORS*'];

/**
 * The files that building (a package) or running (a script) takes, sorted.
 *
 * A package of a known back end: its packages with the data inside, pyproject.toml, the named README and licences, and every path that the
 * back end's table names. A package with a setup.py, a build hook or another back end: everything but the excluded names, since code
 * decides what it reads. No package: everything but the excluded names, what only an installer reads, and tests that nothing imports.
 */
export function applicationFiles(facts: FileFacts): string[] {
  const { source, pyproject, isPackage } = facts;
  const places = new Set<string>();
  const add = (path: string) => places.add(path);
  const backend = BACKENDS.find(({ module }) => module.test(pyproject?.buildSystem?.backend ?? ''));
  if (!isPackage || !backend || source.isFile('setup.py') || source.isFile('pdm_build.py') || (pyproject?.buildSystem?.backendPath.length ?? 0) > 0 || hasHook(pyproject)) {
    add('');
  } else {
    const { importRoots, wheel } = facts.layout;
    importRoots.forEach((root) => (root !== '' ? [root] : wheel.declared ? [] : packagesAtTop(facts)).forEach(add));
    wheel.placements.filter(({ path }) => path !== '' && !importRoots.includes(path)).forEach(({ path }) => add(path));
    // Patterns of a back end choose among all files.
    wheel.placements.flatMap(({ path, takes }) => path === '' && takes ? collect(facts, '').filter(takes) : []).forEach(add);
    backend.tables.forEach((keys) => pathsIn(facts, tableAt(pyproject?.tool ?? {}, ...keys) ?? {}).forEach(add));
  }
  const files = new Set([...places].flatMap((path) => collect(facts, path)));
  if (isPackage) {
    ['pyproject.toml', 'hatch.toml', 'setup.py', 'setup.cfg', 'MANIFEST.in'].filter((file) => source.isFile(file)).forEach((file) => files.add(file));
    namedMetadata(facts).forEach((file) => files.add(file));
  }
  return [...files].sort();
}

/** The files below a path, without the excluded names. A path that is named is taken even if its own name is excluded. */
export function collect(facts: Pick<FileFacts, 'source' | 'layout' | 'isPackage' | 'isOther'>, path: string): string[] {
  const { source, layout, isPackage, isOther } = facts;
  const tops = ['', ...layout.importRoots];
  if (source.isFile(path)) {
    return [path];
  }
  const aside = new Set<string>();
  const files = source.walk(path, (entry, kind) => {
    const name = baseName(entry);
    const folder = entry.slice(0, Math.max(0, entry.length - name.length - 1));
    const atTop = tops.includes(folder);
    if (excludedAnywhere(name) || (atTop && excludedAtTop(name)) || (folder === '' && !isPackage && kind !== 'folder' && isLock(name))
      || (kind === 'folder' && (isEnvironment(source, entry) || isOther?.(entry)))) {
      return true;
    }
    if (kind !== 'link' && atTop && isAside(source, entry, isPackage)) {
      aside.add(entry);
      return true;
    }
    return false;
  });
  const imported = [...aside].filter((entry) => isImported(source, entry, files) && !(source.isFolder(entry) && isBuildOutput(source, entry)));
  return [...files, ...imported.flatMap((entry) => collect(facts, entry))];
}

/** All files below a folder that an instruction names: everything but secrets, history, environments and byte code. */
export function everythingBelow(source: SourceFolder, folder: string): string[] {
  return source.walk(folder, (entry, kind) => neverCopied(baseName(entry)) || (kind === 'folder' && isEnvironment(source, entry)));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The packages at the top: those with `__init__.py` and the one with the project's name, otherwise all; a module of the project's name. */
function packagesAtTop({ source, layout, name }: FileFacts): string[] {
  const own = normalizeName(name ?? '').replace(/-/g, '_');
  const packages = regularPackages(source, layout, name);
  const modules = layout.modules.filter((file) => file.toLowerCase() === `${own}.py`);
  if (packages.length + modules.length > 0) {
    return [...packages, ...modules];
  }
  return [...layout.packages, ...layout.modules];
}

function hasHook(pyproject?: Pyproject): boolean {
  const tool = pyproject?.tool ?? {};
  return tableAt(tool, 'hatch', 'build', 'hooks', 'custom') !== undefined
    || tableAt(tool, 'hatch', 'build', 'targets', 'wheel', 'hooks', 'custom') !== undefined
    || tableAt(tool, 'hatch', 'metadata', 'hooks', 'custom') !== undefined
    || tableAt(tool, 'poetry', 'build') !== undefined || typeof tableAt(tool, 'poetry')?.build === 'string'
    || (tableAt(tool, 'setuptools')?.['ext-modules'] ?? tableAt(tool, 'setuptools')?.cmdclass) !== undefined
    || hasPlugin(pyproject);
}

/** Whether something that setuptools lets in by itself is required to build: a plug-in reads what it likes, change logs mostly. */
function hasPlugin(pyproject?: Pyproject): boolean {
  const { backend, requires = [] } = pyproject?.buildSystem ?? {};
  return /^setuptools\b/.test(backend ?? '') && requires.some((word) => !NO_PLUGINS.has(normalizeName(/^[\w.-]+/.exec(word)?.[0] ?? 'setuptools')));
}

/** Every text of the table, key or value, that is a path of the source. What is excluded by the table is not looked at. */
function pathsIn({ source }: FileFacts, table: TomlTable): string[] {
  const found = new Set<string>();
  const look = (text: string) => {
    const path = globBase(text.replace(/^\.?\/+/, ''));
    const inside = path !== '' && !path.split('/').includes('..') && !/[\0\\]/.test(path);
    const file = inside && /^[A-Za-z_]\w*$/.test(path) && !source.kindOf(path) ? `${path}.py` : path;
    if (inside && source.kindOf(file) !== undefined && !file.split('/').some(excludedAnywhere)) {
      found.add(source.normalize(file, 'pyproject.toml'));
    } else if (path === '' && isGlob(text)) {
      const pattern = globToRegExp(text);
      source.list('').filter((entry) => pattern.test(entry.path) && !excludedAtTop(entry.name)).forEach((entry) => found.add(entry.path));
    }
  };
  const visit = (value: unknown) => {
    if (typeof value === 'string') {
      look(value);
    } else if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (isTable(value)) {
      Object.keys(value).filter((key) => !key.includes('exclude')).forEach((key) => {
        look(key);
        visit(value[key]);
      });
    }
  };
  visit(table);
  return [...found].filter((path) => path !== '');
}

/** The README and the licence files. One that pyproject.toml names and that is missing breaks the build: PyprojectInvalid. */
function namedMetadata({ source, pyproject }: FileFacts): string[] {
  const project = pyproject?.project;
  const named = [['readme', project?.readme], ['license', project?.licenseFile]] as const;
  const files = named.flatMap(([key, written]) => {
    if (written === undefined) {
      return [];
    }
    const file = source.normalize(written, `${key} in pyproject.toml`);
    if (!source.isFile(file)) {
      throw new CodedError('PyprojectInvalid', {
        what: `${key} in [project] of pyproject.toml names ${JSON.stringify(written)}, which does not exist`,
        found: `nothing at ${file}`,
        expected: 'a file inside the source: the build back end reads it',
        write: `the file, or no ${key}`,
      });
    }
    return [file];
  });
  for (const pattern of project?.licensePatterns ?? LICENSES) {
    const base = source.normalize(globBase(pattern), 'license-files in pyproject.toml');
    if (!isGlob(pattern)) {
      files.push(...(source.isFile(base) ? [base] : []));
    } else {
      const expression = globToRegExp(pattern);
      const entries = pattern.includes('**') ? source.walk(base, (path) => excludedAnywhere(baseName(path)))
        : source.list(base).filter(({ kind }) => kind === 'file').map(({ path }) => path);
      files.push(...entries.filter((path) => expression.test(path)));
    }
  }
  return files;
}
