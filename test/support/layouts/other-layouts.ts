import { built, Layout, same, sources } from './layout';

const poetry = (keys: string) => `[tool.poetry]\nname = "shop"\nversion = "1"\ndescription = ""\nauthors = []\n${keys}\n[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n`;
const pdm = (keys: string) => built('pdm-backend', 'pdm.backend', keys);
const uv = (keys: string) => built('uv_build', 'uv_build', `[tool.uv.build-backend]\n${keys}\n`);
const flit = (keys: string) => built('flit_core', 'flit_core.buildapi', keys).replace('version = "1"', 'version = "1"\ndescription = "x"');
const SHADOW = sources('lib/shop/__init__.py', 'lib/shop/web.py', 'shop/__init__.py', 'shop/other.py');
const ONE = same('lib', 'shop/__init__.py', 'shop/web.py');

export const OTHER_LAYOUTS: Record<string, Layout> = {
  'poetry: the package of its name': { files: { 'pyproject.toml': poetry(''), ...sources('shop/__init__.py', 'shop/web.py', 'run.py') }, wheel: same('', 'shop/__init__.py', 'shop/web.py') },
  'poetry: from': { files: { 'pyproject.toml': poetry('packages = [{ include = "shop", from = "lib" }]'), ...SHADOW }, wheel: ONE },
  'poetry: to, and a format': {
    files: { 'pyproject.toml': poetry('packages = [{ include = "web", from = "lib", to = "shop" }, { include = "tools", format = "sdist" }]'), ...sources('lib/web/__init__.py', 'lib/web/app.py', 'tools/__init__.py') },
    wheel: { 'shop/web/__init__.py': 'lib/web/__init__.py', 'shop/web/app.py': 'lib/web/app.py' },
  },
  'poetry: patterns, and what is left out': {
    files: { 'pyproject.toml': poetry('packages = [{ include = "store/**/*.py" }, { include = "run.py" }]\nexclude = ["store/dev/*"]'), ...sources('store/__init__.py', 'store/a/b.py', 'store/dev/c.py', 'run.py', 'other.py') },
    wheel: same('', 'store/__init__.py', 'store/a/b.py', 'run.py'),
  },
  'pdm: packages at the top': { files: { 'pyproject.toml': pdm(''), ...sources('shop/__init__.py', 'jobs/__init__.py', 'loose/a.py', 'run.py') }, wheel: same('', 'shop/__init__.py', 'jobs/__init__.py') },
  'pdm: modules alone': { files: { 'pyproject.toml': pdm(''), ...sources('shop.py', 'run.py', 'loose/a.py') }, wheel: same('', 'shop.py', 'run.py') },
  'pdm: package-dir': { files: { 'pyproject.toml': pdm('[tool.pdm.build]\npackage-dir = "lib"\n'), ...SHADOW }, wheel: ONE },
  'pdm: includes and excludes': {
    files: { 'pyproject.toml': pdm('[tool.pdm.build]\nincludes = ["store", "tools/*.py"]\nexcludes = ["store/dev"]\n'), ...sources('store/__init__.py', 'store/dev/a.py', 'tools/b.py', 'tools/sub/c.py', 'run.py') },
    wheel: same('', 'store/__init__.py', 'tools/b.py'),
  },
  'pdm: all of src': {
    files: { 'pyproject.toml': pdm('[tool.pdm.build]\nincludes = ["src/"]\n'), ...sources('src/acme/a.py', 'src/run.py', 'rest.py') }, wheel: same('src', 'acme/a.py', 'run.py'),
  },
  'pdm: folders of several packages': {
    files: { 'pyproject.toml': pdm('[tool.pdm.build]\nincludes = ["shop/", "acme/"]\nsource-includes = ["notes"]\n'), ...sources('shop/__init__.py', 'acme/core/a.py', 'notes/b.py') }, wheel: same('', 'shop/__init__.py', 'acme/core/a.py'),
  },
  'flit: another module': { files: { 'pyproject.toml': flit('[tool.flit.module]\nname = "store"\n'), ...sources('src/store/__init__.py', 'src/store/web.py', 'src/other/__init__.py') }, wheel: same('src', 'store/__init__.py', 'store/web.py') },
  'flit: a namespace': { files: { 'pyproject.toml': flit('[tool.flit.module]\nname = "acme.store"\n'), ...sources('acme/store/__init__.py', 'acme/rest.py') }, wheel: same('', 'acme/store/__init__.py') },
  'flit: a module of one file': { files: { 'pyproject.toml': flit(''), ...sources('shop.py', 'other.py') }, wheel: same('', 'shop.py') },
  'uv: in src': { files: { 'pyproject.toml': uv(''), ...sources('src/shop/__init__.py', 'src/shop/a.py', 'src/other/__init__.py') }, wheel: same('src', 'shop/__init__.py', 'shop/a.py') },
  'uv: module-root': { files: { 'pyproject.toml': uv('module-root = "lib"'), ...SHADOW }, wheel: ONE },
  'uv: several names': { files: { 'pyproject.toml': uv('module-root = ""\nmodule-name = ["store", "acme.tools"]'), ...sources('store/__init__.py', 'acme/tools/__init__.py', 'acme/rest/__init__.py') }, wheel: same('', 'store/__init__.py', 'acme/tools/__init__.py') },
  'uv: a namespace, and what is left out': {
    files: { 'pyproject.toml': uv('module-name = "acme"\nnamespace = true\nwheel-exclude = ["dev.py"]'), ...sources('src/acme/store/__init__.py', 'src/acme/store/dev.py', 'src/acme/more/a.py') },
    wheel: same('src', 'acme/store/__init__.py', 'acme/more/a.py'),
  },
};
