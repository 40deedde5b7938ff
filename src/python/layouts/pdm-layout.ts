import { fitsGlobs } from './path-patterns';
import { Placement } from './placement';
import type { LayoutFacts, WheelLayout } from './wheel-layout';
import { globBase, isGlob } from '../source/glob';
import type { SourceEntry } from '../source/source-folder';
import { stringsOf, tableAt } from '../source/toml-file';

/** Source: PDM-Backend, "Build configuration". The older pdm-pep517 has the same keys one table above. */
export function pdmLayout({ source, pyproject }: LayoutFacts): WheelLayout {
  const pdm = tableAt(pyproject?.tool ?? {}, 'pdm') ?? {};
  const table = tableAt(pdm, 'build') ?? pdm;
  const said = table['package-dir'];
  const folder = typeof said === 'string' ? source.normalize(said, 'pyproject.toml') : source.isFolder('src') ? 'src' : '';
  const includes = stringsOf(table.includes);
  const excluded = fitsGlobs([...stringsOf(table.excludes), ...stringsOf(table['source-includes']).concat(table['source-includes'] === undefined ? ['tests', 'test'] : [])]);
  const [packages, modules] = [({ path }: SourceEntry) => source.isFile(`${path}/__init__.py`), ({ name }: SourceEntry) => name.endsWith('.py')]
    .map((fits) => source.list(folder).filter(fits).map(({ path }) => path));
  const found = includes.length > 0 ? includes : packages.length > 0 ? packages : modules;
  const coded = table['custom-hook'] !== undefined || table['run-setuptools'] !== undefined || source.isFile('pdm_build.py')
    || (pyproject?.buildSystem?.requires.some((one) => !/^pdm[-_.](?:backend|pep517)\b/i.test(one)) ?? false);
  return {
    placements: found.map((pattern): Placement => {
      const path = isGlob(pattern) ? globBase(pattern) : source.normalize(pattern, 'pyproject.toml');
      const fits = isGlob(pattern) ? fitsGlobs([pattern]) : () => true;
      const as = folder !== '' && (path === folder || path.startsWith(`${folder}/`)) ? path.slice(folder.length + 1) : path;
      return { path, as, takes: (file) => fits(file) && !excluded(file) };
    }),
    declared: typeof said === 'string' || includes.length > 0, known: !coded, writes: coded, where: '[tool.pdm.build]', ...(typeof said === 'string' && { roots: [folder] }),
  };
}
