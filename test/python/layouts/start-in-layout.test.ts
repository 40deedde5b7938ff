import { describe, expect, test } from 'vitest';
import { Entrypoint } from '../../../src/python';
import { bindEntrypoint } from '../../support/bind-entrypoint';
import { coded } from '../../support/coded';
import { built } from '../../support/layouts/layout';

const WEB = 'def app(environ, start_response): ...\n\n\ndef main(): ...\n';
const SERVER = { requirements: 'gunicorn==23.0.0' };
const SCRIPTS = '[project.scripts]\nserve = "shop.web:main"\n';
const hatch = (keys: string) => built('hatchling', 'hatchling.build', `[tool.hatch.build.targets.wheel]\n${keys}\n`, SCRIPTS);
const setuptools = (keys: string, more = '') => built('setuptools', 'setuptools.build_meta', `[tool.setuptools]\n${keys}\n${more}`, SCRIPTS);

/** Each has `shop.web` in a folder that another name or another back end's rule leads to, and something else of that name beside it. */
const PROJECTS: Record<string, Record<string, string>> = {
  'packages of hatch': { 'pyproject.toml': hatch('packages = ["lib/shop"]'), 'lib/shop/web.py': WEB, 'shop/__init__.py': '' },
  'sources of hatch': { 'pyproject.toml': hatch('packages = ["lib"]\n[tool.hatch.build.targets.wheel.sources]\nlib = "shop"'), 'lib/web.py': WEB, 'shop/__init__.py': '' },
  'force-include of hatch': { 'pyproject.toml': hatch('packages = ["shop"]\n[tool.hatch.build.targets.wheel.force-include]\n"gen/web.py" = "shop/web.py"'), 'shop/__init__.py': '', 'gen/web.py': WEB },
  'package-dir of setuptools': { 'pyproject.toml': setuptools('packages = ["shop"]\npackage-dir = { shop = "code" }'), 'code/web.py': WEB, 'shop/__init__.py': '' },
  'to of Poetry': {
    'pyproject.toml': '[tool.poetry]\nname = "shop"\nversion = "1"\npackages = [{ include = "web.py", from = "lib", to = "shop" }]\n[tool.poetry.scripts]\nserve = "shop.web:main"\n[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n',
    'lib/web.py': WEB, 'shop/other.py': '',
  },
};

describe.each(Object.entries(PROJECTS))('%s', (_, files) => {
  test('starts what the wheel has', () => {
    expect(bindEntrypoint(Entrypoint.wsgi('shop.web:app'), files, SERVER).argv).toContain('shop.web:app');
    expect(bindEntrypoint(Entrypoint.module('shop.web'), files).requires).toEqual(['shop.web']);
    expect(bindEntrypoint(Entrypoint.consoleScript('serve'), files).argv).toEqual(['/app/.venv/bin/serve']);
  });

  test('fails for what it has not, and for a name that its file has not', () => {
    expect(() => bindEntrypoint(Entrypoint.wsgi('shop.wep:app'), files, SERVER)).toThrow(coded('EntrypointNotFound', /no module shop\.wep\n[^]*write: {4}entrypoint: Entrypoint\.wsgi\('shop\.web:app'\)/));
    expect(() => bindEntrypoint(Entrypoint.wsgi('shop.web:ap'), files, SERVER)).toThrow(coded('EntrypointNotFound', /web\.py has no ap at its top/));
  });
});

test('modules that pyproject.toml names beside a stub of setup.py are installed', () => {
  const files = { 'pyproject.toml': setuptools('py-modules = ["web"]').replace('shop.web:main', 'web:main'), 'setup.py': 'from setuptools import setup\nsetup()\n', 'web.py': WEB, 'jobs.py': '' };
  expect(bindEntrypoint(Entrypoint.wsgi('web:app'), files, SERVER).argv).toContain('web:app');
  expect(() => bindEntrypoint(Entrypoint.module('jobs'), files)).toThrow(coded('EntrypointNotFound', /jobs\.py is no file of the image[^]*found: {4}\[tool\.setuptools\]: web\.py\n[^]*write: {4}"jobs" among the modules in \[tool\.setuptools\]\n +or package = false/));
});

test('fails for a file that the project leaves out, with where it says so', () => {
  const files = { 'pyproject.toml': hatch('packages = ["lib/shop"]\nexclude = ["jobs"]'), 'lib/shop/web.py': WEB, 'lib/shop/jobs/night.py': '' };
  expect(() => bindEntrypoint(Entrypoint.module('shop.jobs.night'), files))
    .toThrow(coded('EntrypointNotFound', /found: {4}\[tool\.hatch\.build\.targets\.wheel\]: lib\/shop\n[^]*write: {4}lib\/shop\/jobs\/night\.py in \[tool\.hatch/));
});

test.each<[string, Record<string, string>, RegExp]>([
  ['a folder without __init__.py', { 'setup.py': 'from setuptools import find_packages, setup\nsetup(name="shop", packages=find_packages())\n', 'shop/cli.py': WEB, 'other/__init__.py': '' }, /write: {4}the file shop\/__init__\.py\n/],
  ['a package below', { 'pyproject.toml': setuptools('packages = ["shop"]'), 'shop/__init__.py': '', 'shop/web.py': WEB, 'shop/sub/__init__.py': '', 'shop/sub/cli.py': WEB }, /write: {4}"shop\.sub" among the packages in \[tool\.setuptools\]\n/],
])('fails for what setuptools does not take, with the name that it takes: %s', (_, files, message) => {
  const module = 'shop/cli.py' in files ? 'shop.cli' : 'shop.sub.cli';
  expect(() => bindEntrypoint(Entrypoint.module(module), { 'setup.cfg': '[options.entry_points]\nconsole_scripts =\n    shop = shop:main\n', ...files })).toThrow(coded('EntrypointNotFound', message));
});

describe('what a build writes is left to it', () => {
  const missing = Entrypoint.module('shop.generated');
  test.each<[string, Record<string, string>]>([
    ['a hook of hatch', { 'pyproject.toml': hatch('packages = ["shop"]\n[tool.hatch.build.targets.wheel.hooks.custom]') }],
    ['a script of Poetry', { 'pyproject.toml': '[tool.poetry]\nname = "shop"\nversion = "1"\nbuild = { script = "make.py" }\n[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n' }],
    ['a hook of PDM', { 'pyproject.toml': built('pdm-backend', 'pdm.backend'), 'pdm_build.py': '' }],
    ['commands of setup.py', { 'setup.py': 'from setuptools import setup\nfrom make import Build\nsetup(name="shop", packages=["shop"], cmdclass={"build_py": Build})\n' }],
    ['what grpcio-tools makes', { 'pyproject.toml': setuptools('packages = ["shop"]').replace('["setuptools"]', '["setuptools", "grpcio-tools"]') }],
    ['an extension of maturin', { 'pyproject.toml': built('maturin', 'maturin', '[tool.maturin]\nmodule-name = "shop.generated"\n') }],
    ['meson', { 'pyproject.toml': built('meson-python', 'mesonpy') }],
  ])('%s', (_, files) => {
    expect(() => bindEntrypoint(missing, { 'shop/__init__.py': '', ...files })).not.toThrow();
  });

  test('and a hook that writes a version alone says nothing of other modules', () => {
    const files = { 'pyproject.toml': hatch('packages = ["shop"]\n[tool.hatch.build.hooks.vcs]\nversion-file = "shop/_version.py"'), 'shop/__init__.py': '' };
    expect(() => bindEntrypoint(missing, files)).toThrow(coded('EntrypointNotFound', /no module shop\.generated/));
  });
});

describe('a namespace', () => {
  const shared = (init: Record<string, string>) => ({ 'pyproject.toml': hatch('packages = ["acme"]'), 'acme/shop/__init__.py': '', ...init });
  const dependency = { requirements: 'corporate-core==1.0.0' };
  test.each<[string, Record<string, string>]>([
    ['of folders alone', {}],
    ['of pkgutil', { 'acme/__init__.py': '__path__ = __import__("pkgutil").extend_path(__path__, __name__)\n' }],
    ['of pkg_resources', { 'acme/__init__.py': '__import__("pkg_resources").declare_namespace(__name__)\n' }],
  ])('%s may have modules of any dependency', (_, init) => {
    expect(() => bindEntrypoint(Entrypoint.module('acme.core.run'), shared(init), dependency)).not.toThrow();
  });

  test('fails for what none of them can have: with no dependencies, and in a package of the project', () => {
    expect(() => bindEntrypoint(Entrypoint.module('acme.core'), shared({}))).toThrow(coded('EntrypointNotFound', /no module acme\.core/));
    expect(() => bindEntrypoint(Entrypoint.module('acme.shop.core'), shared({}), dependency)).toThrow(coded('EntrypointNotFound', /no module acme\.shop\.core/));
    expect(() => bindEntrypoint(Entrypoint.module('acme.core'), shared({ 'acme/__init__.py': '' }), dependency)).toThrow(coded('EntrypointNotFound', /no module acme\.core/));
  });
});
