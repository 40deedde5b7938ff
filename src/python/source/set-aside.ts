import { SourceFolder } from './source-folder';

/** Files of tests, wherever they lie: what they import is not what the application imports. */
const TEST_FILES = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|noxfile|setup)\.py$/;

/** A virtual environment, whatever its name is (PEP 405), or one of conda: made for this machine. */
export function isEnvironment(source: SourceFolder, folder: string): boolean {
  return source.isFile(`${folder}/pyvenv.cfg`) || source.isFolder(`${folder}/conda-meta`);
}

/** What a build of Python packages leaves behind: wheels and source distributions in `dist`, the folders of setuptools in `build`. */
export function isBuildOutput(source: SourceFolder, folder: string): boolean {
  const entries = source.list(folder);
  const names = entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name);
  return entries.some(({ kind, name }) => kind === 'file' && /\.whl$|-\d[^-/]*\.tar\.gz$/.test(name))
    || names.some((name) => /^(?:bdist|temp|lib)\./.test(name));
}

/**
 * Whether a folder or a file at the top lies beside the application and is no part of it, unless the application imports it: tests by
 * their customary names, what a build left behind, and with a package its documentation and output folders without an `__init__.py`.
 */
export function isAside(source: SourceFolder, path: string, isPackage: boolean): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  switch (name) {
    case 'conftest.py':
    case 'tests':
    case 'test':
      return true;
    case 'build':
    case 'dist':
      return isBuildOutput(source, path) || (isPackage && !source.isFile(`${path}/__init__.py`));
    case 'doc':
    case 'docs':
    case 'site':
      return isPackage && !source.isFile(`${path}/__init__.py`);
    case 'requirements':
      return !isPackage && source.isFolder(path) && source.list(path).every((entry) => entry.kind === 'file' && /\.(?:txt|in)$/.test(entry.name));
    default:
      return false;
  }
}

/** Whether one of the files imports what lies at a path, or names it in a text, as settings do: `'tests.settings'`. Files of tests do not count. */
export function isImported(source: SourceFolder, path: string, files: string[]): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.py$/, '');
  const use = new RegExp(`^[ \\t]*(?:from[ \\t]+${name}(?:\\.[\\w.]+)?[ \\t]+import\\b|import[ \\t]+(?:[\\w. \\t]+,[ \\t]*)*${name}\\b)|['"]${name}[.:]\\w`, 'm');
  return files.some((file) => file.endsWith('.py') && !TEST_FILES.test(file) && use.test(source.readBytes(file)?.toString('latin1') ?? ''));
}
