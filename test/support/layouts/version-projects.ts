import { sources } from './layout';

const pyproject = (backend: string, requires: string, tool: string) =>
  `[project]\nname = "shop"\ndynamic = ["version"]\n[build-system]\nrequires = [${requires}]\nbuild-backend = "${backend}"\n${tool}\n`;
const setuptools = (requires: string, tool: string) => pyproject('setuptools.build_meta', requires, tool);
const hatch = (requires: string, tool: string) => pyproject('hatchling.build', requires, `[tool.hatch.version]\n${tool}`);
const CODE = sources('shop/__init__.py');

/** Projects whose version comes from git, by the tool that asks for it. */
export const VERSION_PROJECTS: Record<string, Record<string, string>> = {
  'setuptools-scm': { 'pyproject.toml': setuptools('"setuptools", "setuptools_scm[toml]>=8"', '[tool.setuptools_scm]\nversion_file = "shop/_version.py"'), ...CODE },
  'setuptools-scm, in setup.py': {
    'setup.py': 'from setuptools import setup\nsetup(name="shop", packages=["shop"], use_scm_version={"fallback_root": "."}, setup_requires=["setuptools_scm"])\n', ...CODE,
  },
  'setuptools-scm, with no name that is written out': {
    'pyproject.toml': '[build-system]\nrequires = ["setuptools", "setuptools_scm"]\nbuild-backend = "setuptools.build_meta"\n',
    'setup.py': 'from setuptools import setup\nsetup(name="-".join(["shop"]), packages=["shop"], use_scm_version=True)\n', ...CODE,
  },
  'hatch-vcs': { 'pyproject.toml': hatch('"hatchling", "hatch-vcs"', 'source = "vcs"\n[tool.hatch.build.hooks.vcs]\nversion-file = "shop/_version.py"'), ...CODE },
  'versioningit': { 'pyproject.toml': setuptools('"setuptools", "versioningit"', '[tool.versioningit]'), ...CODE },
  'versioningit of hatch': { 'pyproject.toml': hatch('"hatchling", "versioningit"', 'source = "versioningit"\n[tool.versioningit]'), ...CODE },
  'setuptools-git-versioning': { 'pyproject.toml': setuptools('"setuptools", "setuptools-git-versioning>=2"', '[tool.setuptools-git-versioning]\nenabled = true'), ...CODE },
  'setuptools-git-versioning, in setup.py': {
    'pyproject.toml': '[build-system]\nrequires = ["setuptools", "setuptools-git-versioning>=2"]\nbuild-backend = "setuptools.build_meta"\n',
    'setup.py': 'from setuptools import setup\nsetup(name="shop", packages=["shop"], setuptools_git_versioning={"enabled": True})\n', ...CODE,
  },
  'pbr': {
    'pyproject.toml': '[build-system]\nrequires = ["setuptools", "pbr>=6"]\nbuild-backend = "pbr.build"\n', 'setup.py': 'import setuptools\nsetuptools.setup(pbr=True)\n',
    'setup.cfg': '[metadata]\nname = shop\n[files]\npackages =\n    shop\n', ...CODE,
  },
  'pdm-backend': { 'pyproject.toml': pyproject('pdm.backend', '"pdm-backend"', '[tool.pdm.version]\nsource = "scm"\nwrite_to = "shop/_version.py"'), ...CODE },
  'uv-dynamic-versioning': { 'pyproject.toml': hatch('"hatchling", "uv-dynamic-versioning"', 'source = "uv-dynamic-versioning"'), ...CODE },
  'uv-dynamic-versioning, for dependencies, too': {
    'pyproject.toml': hatch('"hatchling", "uv-dynamic-versioning"', 'source = "uv-dynamic-versioning"\n[tool.hatch.metadata.hooks.uv-dynamic-versioning]\ndependencies = ["idna"]')
      .replace('["version"]', '["version", "dependencies"]'), ...CODE,
  },
  'poetry-dynamic-versioning': {
    'pyproject.toml': '[tool.poetry]\nname = "shop"\nversion = "0.0.0"\ndescription = ""\nauthors = []\n[tool.poetry-dynamic-versioning]\nenable = true\n'
      + '[build-system]\nrequires = ["poetry-core", "poetry-dynamic-versioning"]\nbuild-backend = "poetry_dynamic_versioning.backend"\n', ...CODE,
  },
  'versioneer': {
    'pyproject.toml': '[build-system]\nrequires = ["setuptools", "versioneer[toml]==0.29"]\nbuild-backend = "setuptools.build_meta"\n'
      + '[tool.versioneer]\nVCS = "git"\nstyle = "pep440"\nversionfile_source = "shop/_version.py"\nversionfile_build = "shop/_version.py"\ntag_prefix = ""\n',
    'setup.py': 'import versioneer\nfrom setuptools import setup\nsetup(name="shop", packages=["shop"], version=versioneer.get_version(), cmdclass=versioneer.get_cmdclass())\n',
    'shop/_version.py': 'def get_versions():\n    raise SystemExit("asks git")\n', ...CODE,
  },
  'miniver': {
    'setup.py': 'from setuptools import setup\nsaid = {}\nexec(open("shop/_static_version.py").read(), said)\nassert said["version"] != "__use_git__"\nsetup(name="shop", packages=["shop"], version=said["version"])\n',
    'shop/_static_version.py': 'version = "__use_git__"\n', ...CODE,
  },
};
