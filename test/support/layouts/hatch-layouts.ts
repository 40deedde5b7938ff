import { built, Layout, same, sources } from './layout';

const hatch = (tables: string) => built('hatchling', 'hatchling.build', tables);
const wheel = (keys: string) => hatch(`[tool.hatch.build.targets.wheel]\n${keys}\n`);
const SHADOW = sources('lib/shop/__init__.py', 'lib/shop/web.py', 'shop/__init__.py', 'shop/other.py');

export const HATCH_LAYOUTS: Record<string, Layout> = {
  'hatch: the package of its name': { files: { 'pyproject.toml': hatch(''), ...sources('shop/__init__.py', 'shop/web/app.py', 'jobs/__init__.py', 'run.py') }, wheel: same('', 'shop/__init__.py', 'shop/web/app.py') },
  'hatch: in src': { files: { 'pyproject.toml': hatch(''), ...sources('src/shop/__init__.py', 'src/other/__init__.py') }, wheel: same('src', 'shop/__init__.py') },
  'hatch: a module': { files: { 'pyproject.toml': hatch(''), ...sources('shop.py', 'other.py') }, wheel: same('', 'shop.py') },
  'hatch: in a namespace': { files: { 'pyproject.toml': hatch(''), ...sources('acme/shop/__init__.py', 'acme/shop/web.py') }, wheel: same('', 'acme/shop/__init__.py', 'acme/shop/web.py') },
  'hatch: packages, beside a folder of the same name': { files: { 'pyproject.toml': wheel('packages = ["lib/shop"]'), ...SHADOW }, wheel: same('lib', 'shop/__init__.py', 'shop/web.py') },
  'hatch: packages for all builds': { files: { 'pyproject.toml': hatch('[tool.hatch.build]\npackages = ["lib/shop"]\n'), ...SHADOW }, wheel: same('lib', 'shop/__init__.py', 'shop/web.py') },
  'hatch: only-include and sources': { files: { 'pyproject.toml': wheel('only-include = ["lib/shop"]\nsources = ["lib"]'), ...SHADOW }, wheel: same('lib', 'shop/__init__.py', 'shop/web.py') },
  'hatch: only-include, and a folder in it left out': {
    files: { 'pyproject.toml': wheel('only-include = ["code"]\nsources = ["code/app"]'), ...sources('code/app/shop/web.py', 'code/more.py') },
    wheel: { 'shop/web.py': 'code/app/shop/web.py', 'code/more.py': 'code/more.py' },
  },
  'hatch: sources as a table': {
    files: { 'pyproject.toml': wheel('packages = ["lib"]\n[tool.hatch.build.targets.wheel.sources]\n"lib" = "shop"'), ...sources('lib/__init__.py', 'lib/web.py', 'shop/__init__.py') },
    wheel: { 'shop/__init__.py': 'lib/__init__.py', 'shop/web.py': 'lib/web.py' },
  },
  'hatch: sources that put all below a package': {
    files: { 'pyproject.toml': wheel('only-include = ["web.py", "api"]\n[tool.hatch.build.targets.wheel.sources]\n"" = "shop"'), ...sources('web.py', 'api/main.py', 'rest.py') },
    wheel: { 'shop/web.py': 'web.py', 'shop/api/main.py': 'api/main.py' },
  },
  'hatch: force-include': {
    files: { 'pyproject.toml': hatch('[tool.hatch.build.targets.wheel.force-include]\n"gen/api" = "shop/api"\n"tool.py" = "shop_tool.py"\n'), ...sources('shop/__init__.py', 'gen/api/web.py', 'tool.py') },
    wheel: { 'shop/__init__.py': 'shop/__init__.py', 'shop/api/web.py': 'gen/api/web.py', 'shop_tool.py': 'tool.py' },
  },
  'hatch: force-include alone': {
    files: { 'pyproject.toml': hatch('[tool.hatch.build.targets.wheel.force-include]\n"code" = "store"\n'), ...sources('code/web.py') }, wheel: { 'store/web.py': 'code/web.py' },
  },
  'hatch: include and exclude': {
    files: { 'pyproject.toml': wheel('include = ["/store", "tools/*.py"]\nexclude = ["internal", "*_dev.py"]'), ...sources('store/__init__.py', 'store/internal/x.py', 'store/web.py', 'store/web_dev.py', 'tools/a.py', 'tools/sub/b.py') },
    wheel: same('', 'store/__init__.py', 'store/web.py', 'tools/a.py'),
  },
  'hatch: hatch.toml': { files: { 'pyproject.toml': hatch(''), 'hatch.toml': '[build.targets.wheel]\npackages = ["lib/shop"]\n', ...SHADOW }, wheel: same('lib', 'shop/__init__.py', 'shop/web.py') },
  'hatch: include, and a table of sources': {
    files: { 'pyproject.toml': wheel('include = ["src/shop_api"]\n[tool.hatch.build.targets.wheel.sources]\n"src/shop_api" = "shop_api"'), ...sources('src/shop_api/__init__.py', 'src/other/a.py', 'run.py') },
    wheel: same('src', 'shop_api/__init__.py'),
  },
  'hatch: a folder of packages that is left out': {
    files: { 'pyproject.toml': wheel('packages = ["src"]\n[tool.hatch.build.targets.wheel.sources]\n"src" = ""'), ...sources('src/run.py', 'src/jobs/a.py', 'rest.py') }, wheel: same('src', 'run.py', 'jobs/a.py'),
  },
  'hatch: sources with a dot': {
    files: { 'pyproject.toml': wheel('packages = ["src/apps/web"]\n[tool.hatch.build.targets.wheel.sources]\n"src/apps" = "."'), ...sources('src/apps/web/__init__.py', 'src/apps/other/a.py') }, wheel: same('src/apps', 'web/__init__.py'),
  },
  'hatch: a pattern for any depth': { files: { 'pyproject.toml': wheel('include = ["*.py"]\nexclude = ["tests"]'), ...sources('shop/sub/cli.py', 'run.py') }, wheel: same('', 'shop/sub/cli.py', 'run.py') },
  'hatch: dev-mode-dirs say nothing of the wheel': { files: { 'pyproject.toml': hatch('[tool.hatch.build]\ndev-mode-dirs = ["lib"]\n'), ...SHADOW }, wheel: same('', 'shop/__init__.py', 'shop/other.py') },
};
