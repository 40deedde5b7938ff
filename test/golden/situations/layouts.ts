import { HATCHLING, MAIN, project, SETUPTOOLS, Situation } from './situation';

const member = (name: string, dependencies = '', more = '') => `[project]\nname = "${name}"\nversion = "1"\ndependencies = [${dependencies}]\n${more}${HATCHLING}`;
const wheel = (folder: string) => `[tool.hatch.build.targets.wheel]\npackages = ["${folder}"]\n`;

/** Several projects, versions and back ends. */
export const LAYOUTS: Record<string, Situation> = {
  'members-that-share-a-namespace': {
    files: {
      'pyproject.toml': project('dependencies = ["acme-core", "acme-store"]\n[tool.uv.workspace]\nmembers = ["libs/*"]\n[tool.uv.sources]\nacme-core = { workspace = true }\nacme-store = { workspace = true }'),
      'main.py': 'import acme.core\nimport acme.store\n\nprint(acme.core.NAME, acme.store.NAME)\n',
      'libs/core/pyproject.toml': member('acme-core', '', wheel('src/acme')), 'libs/core/src/acme/core/__init__.py': 'NAME = "core"\n',
      'libs/store/pyproject.toml': member('acme-store', '"acme-core"', `${wheel('src/acme')}[tool.uv.sources]\nacme-core = { workspace = true }\n`), 'libs/store/src/acme/store/__init__.py': 'NAME = "store"\n',
      'libs/unused/pyproject.toml': member('acme-unused'), 'libs/unused/acme_unused.py': '',
    },
    has: ['members/acme-store/src/acme/store/__init__.py'], lacks: ['app/libs/unused/pyproject.toml', 'members/acme-unused/pyproject.toml'], prints: 'core store\n',
  },
  'member-for-another-python': {
    files: {
      'pyproject.toml': project('dependencies = ["old"]\n[tool.uv.workspace]\nmembers = ["old"]\n[tool.uv.sources]\nold = { workspace = true }'), 'main.py': MAIN,
      'old/pyproject.toml': member('old').replace('version = "1"', 'version = "1"\nrequires-python = "<3.10"'), 'old/old.py': '',
    },
    fails: ['PythonExcluded', /old\/pyproject\.toml has requires-python = "<3\.10"/],
  },
  'path-dependency-of-poetry': {
    files: {
      'pyproject.toml': '[tool.poetry]\nname = "shop"\nversion = "1"\npackage-mode = false\n[tool.poetry.dependencies]\npython = "^3.11"\nlib = { path = "lib", develop = true }\n',
      'main.py': MAIN, 'lib/pyproject.toml': '[tool.poetry]\nname = "lib"\nversion = "1"\n[tool.poetry.dependencies]\npython = "^3.11"\nidna = "*"\n[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n', 'lib/lib/__init__.py': '',
    },
    has: ['members/lib/lib/__init__.py'],
  },
  'sibling-of-setuptools': {
    files: { 'requirements.txt': '-e ./libs/common\nidna\n', 'main.py': 'import common\n\nprint("started")\n', 'libs/common/setup.py': 'from setuptools import setup\nsetup(name="common", version="1", py_modules=["common"], install_requires=["h11"])\n', 'libs/common/common.py': '' },
    has: ['members/common/common.py'],
  },
  'setup-py-that-unpacks': {
    files: {
      'setup.py': 'from setuptools import setup\n\nargs = {"name": "shop", "version": "1", "package_dir": {"": "code"}, "packages": ["shop"]}\npoints = {"shop.plugins": []}\n'
        + 'points["console_scripts"] = ["shop = shop.runner:run", "shop-windows = shop.platform:run"]\nsetup(entry_points=points, **args)\n',
      'code/shop/__init__.py': '', 'code/shop/runner.py': 'def run():\n    print("started")\n', 'code/shop/platform.py': MAIN, 'contrib/hook.py': MAIN,
    },
    has: ['app/code/shop/runner.py'], prints: 'started\n',
  },
  'files-that-are-no-python-of-today': {
    files: {
      'main.py': MAIN, 'old/legacy.py': 'print "by hand, once"\n', 'templates/handler.py': 'from {{ package }} import {{ name }}\n', 'shop/__init__.py': '', 'requirements.txt': '',
    },
    has: ['app/old/legacy.py'], prints: 'started\n',
  },
  'program-that-the-dockerfile-names': {
    files: { 'collect.py': MAIN, 'publish.py': MAIN, 'Dockerfile': 'FROM python:3.12\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["python", "-u", "collect.py"]\n', 'requirements.txt': 'idna\n' },
    lacks: ['app/Dockerfile'],
  },
  'layout-that-cannot-be-built': {
    files: { 'pyproject.toml': project('dependencies = []'), 'src/web/main.py': 'from src.core.db import NAME\n\nif __name__ == "__main__":\n    print(NAME)\n', 'src/core/db.py': 'NAME = "found"\n', 'notes/plan.txt': '' },
    prints: 'found\n',
  },
  'sources-beside-each-other': {
    files: { 'requirements.txt': '', 'app/main.py': 'from tasks.daily import NAME\n\nif __name__ == "__main__":\n    print(NAME)\n', 'app/tasks/daily.py': 'NAME = "found"\n' }, prints: 'found\n',
  },
  'data-outside-of-packages': {
    files: {
      'setup.py': 'from setuptools import setup\nsetup(name="shop", version="1", packages=["shop"], include_package_data=True, data_files=[("share/shop", ["conf/shop.ini"])], entry_points={"console_scripts": ["shop=shop.cli:main"]})\n',
      'MANIFEST.in': 'include shop/words.txt\n', 'conf/shop.ini': 'x\n', 'shop/__init__.py': '', 'shop/words.txt': 'words\n',
      'shop/cli.py': 'import sys\nfrom importlib.resources import files\nfrom pathlib import Path\n\ndef main():\n    print(files("shop").joinpath("words.txt").read_text().strip(), Path(sys.prefix, "share/shop/shop.ini").read_text().strip())\n',
    },
    has: ['app/MANIFEST.in', 'app/conf/shop.ini'], prints: 'words x\n',
  },
  'script-that-is-a-file': {
    files: { 'setup.py': 'from setuptools import setup\nsetup(name="shop", version="1", packages=["shop"], scripts=["bin/shop-tool"])\n', 'bin/shop-tool': '#!/usr/bin/env python\nimport shop\nprint(shop.NAME)\n', 'shop/__init__.py': 'NAME = "tool"\n' },
    prints: 'tool\n',
  },
  'back-end-in-the-tree': {
    files: { 'pyproject.toml': project('', '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "own_backend"\nbackend-path = ["build_tools"]\n[project.scripts]\nshop = "shop:main"\n[tool.setuptools]\npackages = ["shop"]\n'), 'build_tools/own_backend.py': 'from setuptools.build_meta import *\n', 'shop/__init__.py': 'def main():\n    print("started")\n' },
    has: ['app/build_tools/own_backend.py'], prints: 'started\n',
  },
  'back-end-is-all-of-poetry': {
    files: { 'pyproject.toml': '[tool.poetry]\nname = "shop"\nversion = "1"\ndescription = ""\nauthors = []\n[tool.poetry.dependencies]\npython = ">=3.6"\n[tool.poetry.scripts]\nshop = "shop:main"\n[build-system]\nrequires = ["poetry>=0.12"]\nbuild-backend = "poetry.masonry.api"\n', 'shop/__init__.py': 'def main():\n    print("started")\n' },
  },
  'old-setuptools-to-build-and-run': {
    files: { 'pyproject.toml': project('dependencies = ["setuptools<81"]\n[project.scripts]\nshop = "shop:main"', '[build-system]\nrequires = ["setuptools<81", "wheel"]\nbuild-backend = "setuptools.build_meta"\n'), 'shop/__init__.py': 'import pkg_resources\n\ndef main():\n    print(pkg_resources.get_distribution("shop").version)\n' },
    prints: '1.0\n',
  },
  'code-under-another-name': {
    files: {
      'pyproject.toml': project('[project.scripts]\nserve = "shop.web:main"', `${HATCHLING}[tool.hatch.build.targets.wheel]\npackages = ["lib"]\n[tool.hatch.build.targets.wheel.sources]\nlib = "shop"\n`),
      'lib/__init__.py': 'NAME = "lib"\n', 'lib/web.py': 'from shop import NAME\n\ndef main():\n    print(NAME)\n', 'shop/__init__.py': 'NAME = "old"\n',
    },
    has: ['app/lib/web.py'], prints: 'lib\n',
  },
  'readme-that-only-the-build-reads': {
    files: { 'pyproject.toml': project('readme = "README.md"\nlicense = { file = "LICENSE" }\n[project.scripts]\nshop = "shop:main"', HATCHLING), 'README.md': '# Shop\n', 'LICENSE': 'free\n', '.dockerignore': '*.md\nLICENSE\n', 'shop/__init__.py': 'def main():\n    print("started")\n' },
    has: ['app/README.md', 'app/LICENSE'], lacks: ['app/.dockerignore'], prints: 'started\n',
  },
  'version-of-git-without-git': {
    files: { 'pyproject.toml': '[project]\nname = "shop"\ndynamic = ["version"]\n[project.scripts]\nshop = "shop:main"\n[build-system]\nrequires = ["hatchling", "hatch-vcs"]\nbuild-backend = "hatchling.build"\n[tool.hatch.version]\nsource = "vcs"\n[tool.hatch.build.hooks.vcs]\nversion-file = "shop/_version.py"\n', 'shop/__init__.py': 'def main():\n    pass\n' },
    warns: /hatch-vcs takes the version from git, and there is no git repository: it is 0\.0\.0 now/,
  },
  'pins-that-disagree': { files: { 'pyproject.toml': project('requires-python = ">=3.13"'), '.python-version': '3.12\n', 'main.py': MAIN }, fails: ['PythonExcluded', /pyproject\.toml and \.python-version disagree/] },
  'python-that-is-no-more': { files: { 'runtime.txt': 'python-3.8.18\n', 'requirements.txt': '', 'main.py': MAIN }, fails: ['PythonExcluded', /runtime\.txt says python-3\.8\.18[^]*PythonVersion\.of\('3\.13'\)/] },
  'metadata-that-only-setup-py-knows': {
    files: { 'setup.py': 'import re\nfrom setuptools import setup\nrequires = re.findall(r"\\w+", "h11 idna")\nsetup(name="shop", version="1", py_modules=["shop"], install_requires=requires)\n', 'shop.py': MAIN, 'pyproject.toml': SETUPTOOLS },
  },
};
