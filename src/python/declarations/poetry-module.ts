import { Pyproject } from './pyproject';
import { SourceFolder } from '../source/source-folder';
import { tableAt } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';

/**
 * Whether poetry-core finds what it would build: the packages that are named, or a package or module of the project's name at the top or in `src`.
 * Without one the build fails; such a project is installed by `--no-root` and runs from its folder.
 */
export function hasPoetryModule(source: SourceFolder, pyproject: Pyproject): boolean {
  const poetry = tableAt(pyproject.tool, 'poetry') ?? {};
  const name = pyproject.project?.name ?? poetry.name;
  if (Array.isArray(poetry.packages) || typeof name !== 'string') {
    return true;
  }
  const module = normalizeName(name).replace(/-/g, '_');
  return ['', 'src/'].some((root) => source.isFolder(root + module) || source.isFile(`${root}${module}.py`));
}
