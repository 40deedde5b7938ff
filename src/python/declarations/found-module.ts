import { Pyproject } from './pyproject';
import type { ProjectLayout } from '../source/project-layout';
import { SourceFolder } from '../source/source-folder';
import { regularPackages } from '../source/source-layout';
import { TomlTable, tableAt } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';

interface Facts {
  readonly source: SourceFolder;
  readonly pyproject: Pyproject;
  readonly layout: ProjectLayout;
}

/** What each back end builds when its table does not say it. Sources: the manual of each, on how it finds modules. */
const BACKENDS: { readonly module: RegExp; readonly finds: (facts: Facts) => boolean }[] = [
  { module: /^poetry\b/, finds: (facts) => Array.isArray(tableAt(facts.pyproject.tool, 'poetry')?.packages) || hasOwn(facts, ['', 'src/']) },
  { module: /^hatchling\b/, finds: (facts) => saysFiles(tableAt(facts.pyproject.tool, 'hatch', 'build')) || facts.source.isFile('hatch.toml') || hasOwn(facts, ['', 'src/']) || hasNamespace(facts) },
  { module: /^uv_build\b/, finds: (facts) => tableAt(facts.pyproject.tool, 'uv', 'build-backend') !== undefined || hasOwn(facts, ['src/']) },
  { module: /^flit_core\b/, finds: (facts) => tableAt(facts.pyproject.tool, 'flit') !== undefined || hasOwn(facts, ['', 'src/']) },
  { module: /^setuptools\b/, finds: findsOne },
];

/**
 * Whether the build back end finds what it would build: what its table names, or a package or a module of the project's name where it looks for one. Without
 * one the build fails; such a project is installed without itself, by `--no-root` or from its requirements, and runs from its folder.
 */
export function hasModule(facts: Facts): boolean {
  const backend = BACKENDS.find(({ module }) => module.test(facts.pyproject.buildSystem?.backend ?? ''));
  const { packages, modules } = facts.layout;
  return backend === undefined || (packages.length + modules.length === 0 && !/poetry/.test(backend.module.source)) || (facts.pyproject.buildSystem?.backendPath.length ?? 0) > 0 || backend.finds(facts);
}

function hasOwn({ source, pyproject }: Facts, roots: string[]): boolean {
  const module = moduleOf(pyproject);
  const named = (folder: string) => source.isFolder(folder) ? source.list(folder) : [];
  return module === undefined || roots.some((root) => named(root.replace(/\/$/, '')).some(({ kind, name }) => (kind === 'folder' && name.toLowerCase() === module)
    || (kind === 'file' && name.toLowerCase() === `${module}.py`)));
}

/** `acme/shop` of the project shop. */
function hasNamespace({ source, pyproject }: Facts): boolean {
  const module = moduleOf(pyproject) ?? '';
  return source.list('').some(({ kind, path }) => kind === 'folder' && source.isFile(`${path}/${module}/__init__.py`));
}

function moduleOf({ project, tool }: Pyproject): string | undefined {
  const name = project?.name ?? tableAt(tool, 'poetry')?.name;
  return typeof name === 'string' && name !== '' ? normalizeName(name).replace(/-/g, '_') : undefined;
}

/** Whether Hatch's table, or that of a wheel below it, chooses files or has code choose them. */
function saysFiles(build: TomlTable | undefined): boolean {
  const tables = [build ?? {}, tableAt(build ?? {}, 'targets', 'wheel') ?? {}];
  return tables.some((table) => ['packages', 'include', 'only-include', 'force-include', 'sources', 'hooks', 'bypass-selection'].some((key) => table[key] !== undefined));
}

/** By itself, setuptools takes the only package at the top or, without one, the only module: of several it refuses to choose. */
function findsOne({ source, pyproject, layout }: Facts): boolean {
  const { importRoots, packages, modules } = layout;
  const table = tableAt(pyproject.tool, 'setuptools') ?? {};
  const said = ['packages', 'py-modules', 'package-dir', 'ext-modules', 'cmdclass'].some((key) => table[key] !== undefined);
  if (said || importRoots.some((root) => root !== '') || source.isFile('setup.py') || source.isFile('setup.cfg') || pyproject.buildSystem?.requires.some((one) => /^(?!setuptools|wheel)/.test(one))) {
    return true;
  }
  const regular = regularPackages(source, layout, moduleOf(pyproject));
  return regular.length > 0 ? regular.length === 1 : packages.length > 0 ? packages.length === 1 : modules.length <= 1;
}
