import { built, Layout, same, sources } from './layout';

const setuptools = (tables: string) => built('setuptools', 'setuptools.build_meta', tables);
const table = (keys: string) => setuptools(`[tool.setuptools]\n${keys}\n`);
const STUB = { 'setup.py': 'from setuptools import setup\n\nsetup()\n' };
const setup = (keywords: string) => ({ 'setup.py': `from setuptools import find_namespace_packages, find_packages, setup\n\nsetup(name="shop", version="1", ${keywords})\n` });

export const SETUPTOOLS_LAYOUTS: Record<string, Layout> = {
  'setuptools: the package at the top': { files: { 'pyproject.toml': setuptools(''), ...sources('shop/__init__.py', 'shop/sub/a.py', 'main.py') }, wheel: same('', 'shop/__init__.py', 'shop/sub/a.py') },
  'setuptools: modules and packages in src': { files: { 'pyproject.toml': setuptools(''), ...sources('src/shop/a.py', 'src/run.py', 'main.py') }, wheel: same('src', 'shop/a.py', 'run.py') },
  'setuptools: py-modules beside a stub of setup.py': { files: { 'pyproject.toml': table('py-modules = ["web", "jobs"]'), ...STUB, ...sources('web.py', 'jobs.py', 'other.py') }, wheel: same('', 'web.py', 'jobs.py') },
  'setuptools: package-dir': { files: { 'pyproject.toml': table('package-dir = { "" = "lib" }'), ...sources('lib/shop/__init__.py', 'lib/run.py', 'shop/__init__.py') }, wheel: same('lib', 'shop/__init__.py', 'run.py') },
  'setuptools: a package in a folder of another name': {
    files: { 'pyproject.toml': table('packages = ["shop", "shop.web"]\npackage-dir = { shop = "code" }'), ...sources('code/__init__.py', 'code/web/__init__.py', 'code/rest/a.py', 'shop/old.py') },
    wheel: { 'shop/__init__.py': 'code/__init__.py', 'shop/web/__init__.py': 'code/web/__init__.py' },
  },
  'setuptools: package-dir that is the top': { files: { 'pyproject.toml': table('packages = ["shop"]\npackage-dir = { "" = "." }'), ...sources('shop/__init__.py', 'run.py') }, wheel: same('', 'shop/__init__.py') },
  'setuptools: a package that is called src': { files: { 'pyproject.toml': table('packages = ["src"]'), ...sources('src/run.py', 'main.py') }, wheel: same('', 'src/run.py') },
  'setuptools: a name with dashes': {
    files: { 'pyproject.toml': table('packages = ["task_tool"]\npackage-dir = { task_tool = "task-tool/code" }'), ...sources('task-tool/code/__init__.py', 'task-tool/code/web.py') },
    wheel: { 'task_tool/__init__.py': 'task-tool/code/__init__.py', 'task_tool/web.py': 'task-tool/code/web.py' },
  },
  'setuptools: packages, without those below': { files: { 'pyproject.toml': table('packages = ["shop"]'), ...sources('shop/__init__.py', 'shop/web.py', 'shop/sub/a.py') }, wheel: same('', 'shop/__init__.py', 'shop/web.py') },
  'setuptools: find in a folder': {
    files: { 'pyproject.toml': setuptools('[tool.setuptools.packages.find]\nwhere = ["lib"]\nexclude = ["shop.internal*"]\n'), ...sources('lib/shop/a.py', 'lib/shop/internal/b.py', 'lib/more/c.py', 'shop/d.py') },
    wheel: same('lib', 'shop/a.py', 'more/c.py'),
  },
  'setuptools: find by names, without namespaces': {
    files: { 'pyproject.toml': setuptools('[tool.setuptools.packages.find]\ninclude = ["shop*"]\nnamespaces = false\n'), ...sources('shop/__init__.py', 'shop/sub/__init__.py', 'shop/loose/a.py', 'shop_tools/__init__.py', 'jobs/__init__.py') },
    wheel: same('', 'shop/__init__.py', 'shop/sub/__init__.py', 'shop_tools/__init__.py'),
  },
  'setup.cfg: modules and a folder, in keys with dashes': {
    files: { 'setup.cfg': '[metadata]\nname = shop\nversion = 1\n[options]\npackage_dir =\n    = lib\npy_modules =\n    web\n    jobs\n', ...STUB, ...sources('lib/web.py', 'lib/jobs.py', 'lib/other.py', 'web.py') }, wheel: same('lib', 'web.py', 'jobs.py'),
  },
  'setup.cfg: find_namespace': {
    files: { 'setup.cfg': '[metadata]\nname = shop\nversion = 1\n[options]\npackages = find_namespace:\n[options.packages.find]\nwhere = lib\ninclude = acme.*\n', ...STUB, ...sources('lib/acme/shop/a.py', 'lib/acme/top.py', 'lib/other/b.py') },
    wheel: same('lib', 'acme/shop/a.py'),
  },
  'setup.cfg: find, with a folder for all packages': {
    files: { 'setup.cfg': '[metadata]\nname = shop\nversion = 1\n[options]\npackages = find:\npackage_dir =\n    = lib\n[options.packages.find]\nwhere = lib\n', ...STUB, ...sources('lib/shop/__init__.py', 'lib/loose/a.py') }, wheel: same('lib', 'shop/__init__.py'),
  },
  'setup.py: find_packages': { files: { ...setup('packages=find_packages("lib", exclude=("tests", "tests.*")), package_dir={"": "lib"}'), ...sources('lib/shop/__init__.py', 'lib/tests/__init__.py', 'lib/loose/a.py') }, wheel: same('lib', 'shop/__init__.py') },
  'setup.py: a package of another folder, and modules': {
    files: { ...setup('packages=["shop"], package_dir={"shop": "code/app"}, py_modules=["run"]'), ...sources('code/app/__init__.py', 'code/app/sub/a.py', 'run.py', 'other.py') }, wheel: { 'shop/__init__.py': 'code/app/__init__.py', 'run.py': 'run.py' },
  },
  'setup.py: data that are modules': {
    files: { ...setup('packages=["shop"], package_data={"shop": ["plugins/*.py"]}'), ...sources('shop/__init__.py', 'shop/plugins/a.py') }, wheel: same('', 'shop/__init__.py', 'shop/plugins/a.py'),
  },
};
