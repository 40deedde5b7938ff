import { pdmProject, pipenvProject, poetryProject } from './locked-projects';
import { DJANGO, TAGGED, UV_ASGI } from './projects';
import { WORKSPACE, WORKSPACE_LOCK } from './workspaces';

const HATCHLING = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n';
const SCRIPT_BLOCK = '# /// script\n# requires-python = ">=3.11"\n# dependencies = ["idna==3.10"]\n# ///\nimport idna\nprint(idna)\n';
const LOCKED = `[[package]]\nname = "idna"\nversion = "3.10"\nsource = { registry = "https://pypi.example/simple" }\nwheels = [{ url = "https://pypi.example/idna-3.10-py3-none-any.whl", hash = "sha256:${'1'.repeat(64)}" }]\n`;
const ROOT_LOCKED = '[[package]]\nname = "root"\nversion = "1.0"\nsource = { virtual = "." }\ndependencies = [{ name = "acme-store" }]\n[package.metadata]\nrequires-dist = [{ name = "acme-store", editable = "libs/store" }]\n';
const SCRIPT = { 'main.py': 'import os\nprint(os.environ["PORT"])\n' };

/** Projects with each kind of file that is read. */
export const DAMAGED: Record<string, Record<string, string>> = {
  'poetry.lock': poetryProject(),
  'pdm.lock': pdmProject(),
  'Pipfile.lock': pipenvProject(),
  'Pipfile': { 'Pipfile': pipenvProject().Pipfile, 'main.py': 'print(1)\n' },
  'pylock.toml': { 'main.py': 'print(1)\n', 'pylock.toml': `lock-version = "1.0"\nrequires-python = ">=3.11"\n[[packages]]\nname = "idna"\nversion = "3.10"\nwheels = [{ name = "idna-3.10-py3-none-any.whl", url = "https://pypi.example/i.whl", hashes = { sha256 = "${'1'.repeat(64)}" } }]\n` },
  'setup.py': { 'setup.py': 'import os\nfrom setuptools import find_packages, setup\nsetup(name="shop", version="1", packages=find_packages(), install_requires=["idna>=3"], extras_require={"x": ["h11"]},\n  python_requires=">=3.10", entry_points={"console_scripts": ["shop = shop.core:main"]}, scripts=["bin/tool"])\n', 'MANIFEST.in': 'graft shop\n', 'shop/__init__.py': '', 'shop/core.py': 'def main():\n    pass\n', 'bin/tool': '' },
  'setup.cfg': { 'setup.cfg': '[metadata]\nname = shop\nversion = attr: shop.V\n[options]\npackages = find:\npython_requires = >=3.10\ninstall_requires = file: requirements.in\n[options.entry_points]\nconsole_scripts =\n    shop = shop.core:main\n', 'setup.py': 'import setuptools\nsetuptools.setup()\n', 'requirements.in': 'idna\n', 'shop/__init__.py': 'V = "1"\n', 'shop/core.py': 'def main():\n    pass\n' },
  'requirements': {
    ...SCRIPT, 'setup.py': 'from setuptools import setup\nsetup(name="shop", version="1", py_modules=["main"], extras_require={"pg": ["psycopg2"]})\n',
    'requirements.txt': `# pip-compile with Python 3.12\n-r requirements/base.txt\n-c constraints.txt\n-e .[pg]\n-e ./lib\n--extra-index-url https://pypi.example/simple\nh11==0.16.0 ; python_version > "3.8" --hash=sha256:${'1'.repeat(64)}\n`,
    'requirements/base.txt': 'idna[x]==3.10 \\\n  ; sys_platform == "linux"\nlib2 @ file:lib2\n', 'constraints.txt': 'idna==3.10\n', 'requirements-dev.txt': 'pytest\n',
    'lib/setup.cfg': '[metadata]\nname = lib\nversion = 1\n', 'lib2/pyproject.toml': `[project]\nname = "lib2"\nversion = "1"\n${HATCHLING}`, 'lib2/lib2.py': '',
  },
  'locked elsewhere': { 'main.py': 'print(1)\n', 'requirements.txt': 'idna\n', 'requirements_lock.txt': `idna==3.10 --hash=sha256:${'1'.repeat(64)}\n`, 'requirements/prod.txt': 'idna==3.9\n' },
  'package of the standard': {
    'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\nreadme = "README.md"\nlicense = { file = "LICENSE" }\nrequires-python = ">=3.10,<3.14"\ndependencies = ["flask[async]>=3 ; python_version > \'3.8\'", "gunicorn"]\n[project.optional-dependencies]\npg = ["psycopg2"]\n'
      + `[project.scripts]\nshop = "shop.cli:main"\n[dependency-groups]\ndev = ["pytest"]\nall = [{ include-group = "dev" }]\n${HATCHLING}[tool.hatch.build.targets.wheel]\npackages = ["shop"]\n`,
    'README.md': '# Shop\n', 'LICENSE': 'free\n', '.dockerignore': '*.md\n!README.md\nshop/**/*.txt\n', 'hatch.toml': '[build]\n', 'shop/__init__.py': '', 'shop/cli.py': 'from shop.web import app\n\ndef main():\n    app.run(host="127.0.0.1", port=5000)\n',
    'shop/web.py': 'from flask import Flask\n\ndef create_app():\n    return Flask(__name__)\n\napp = create_app()\n', 'shop/words.txt': '', 'gunicorn.conf.py': 'bind = "0.0.0.0:8085"\n',
  },
  'platforms': { 'Procfile': 'release: python main.py x\nweb: A=1 python main.py --port $PORT && gunicorn main:app\n', '.python-version': '3.12.4\n3.13\n', '.tool-versions': 'nodejs 20\npython 3.12.4\n', 'runtime.txt': 'python-3.12.4\n', 'mise.toml': '[tools]\npython = ["3.12"]\n', 'app.yaml': 'runtime: python312\nentrypoint: &e gunicorn -b :$PORT main:app\nenv_variables: {a: *e}\n', 'nixpacks.toml': '[start]\ncmd = "python main.py"\n', 'railpack.json': '{"deploy": {"startCommand": "python main.py"}}', 'render.yaml': 'services:\n- type: web\n  startCommand: python main.py\n', 'requirements.txt': 'gunicorn==23.0.0\n', 'main.py': 'import os\nprint(os.environ["PORT"])\n' },
  'script': { 'main.py': SCRIPT_BLOCK, 'main.py.lock': `version = 1\nrequires-python = ">=3.11"\n[manifest]\nrequirements = [{ name = "idna", specifier = "==3.10" }]\n${LOCKED}` },
  'script without a lock': { 'fetch-data.py': SCRIPT_BLOCK },
  'uv.lock': UV_ASGI,
  'sources': { 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\ndependencies = ["models", "idna"]\n[tool.uv.sources]\nmodels = { workspace = true }\n[tool.uv.workspace]\nmembers = ["libs/*"]\n', 'main.py': 'import models\nprint(models)\n', 'libs/models/pyproject.toml': `[project]\nname = "models"\nversion = "1"\ndependencies = ["h11"]\n${HATCHLING}`, 'libs/models/models.py': '' },
  'workspace': { ...WORKSPACE, 'uv.lock': WORKSPACE_LOCK + ROOT_LOCKED, 'main.py': 'print(1)\n', 'pyproject.toml': `[project]\nname = "root"\nversion = "1.0"\nrequires-python = ">=3.11"\ndependencies = ["acme-store"]\n${WORKSPACE['pyproject.toml']}` },
  'Django': DJANGO,
  'containers': { ...SCRIPT, 'Dockerfile': 'ARG V=3.12\nFROM python:${V}-slim AS run\nENV A=1\nRUN <<EOF\nx\nEOF\nENTRYPOINT ["tini", "--", "./start.sh"]\nCMD ["--port", "80"]\n', 'start.sh': '#!/bin/sh\nset -e\nexec python \\\n  main.py "$@"\n', 'compose.yaml': 'services:\n  web: { build: ., command: python main.py --debug }\n  db: { image: postgres }\n', '.dockerignore': 'venv\n' },
  'history': TAGGED,
  'packed history': TAGGED,
};

/** Files that are read where no other of their kind is there, under each of their names, and the project around them. */
const ALONE: [string[], string, Record<string, string>?][] = [
  [['Dockerfile', 'Containerfile', 'docker/Dockerfile'], 'FROM python:3.12\nCOPY . .\nCMD python -u main.py --level=$LEVEL\n'],
  [['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'], 'services:\n  web:\n    build: { context: . }\n    command: ["python", "main.py"]\n'],
  [['fly.toml'], '[processes]\nweb = "python main.py"\n[env]\nPORT = "8080"\n'],
  [['.do/app.yaml'], 'services:\n- name: web\n  run_command: python main.py\n  source_dir: /\n'],
  [['.do/deploy.template.yaml'], 'spec:\n  services:\n  - run_command: python main.py\n'],
  [['apprunner.yaml'], 'version: 1.0\nruntime: python311\nrun:\n  runtime-version: 3.12\n  command: python main.py\n'],
  [['heroku.yml'], 'run:\n  web:\n    command: [python main.py]\n'],
  [['railway.json'], '{"deploy": {"startCommand": "python main.py"}}'],
  [['railway.toml'], '[deploy]\nstartCommand = "python main.py"\n'],
  [['railpack.json'], '{"packages": {"python": "3.12"}, "deploy": {"aptPackages": ["ffmpeg"]}}'],
  [['nixpacks.toml'], '[variables]\nNIXPACKS_PYTHON_VERSION = "3.12"\n[phases.setup]\naptPkgs = ["ffmpeg"]\n'],
  [['render.yaml'], 'services:\n- type: web\n  envVars:\n  - { key: PYTHON_VERSION, value: 3.12.4 }\n'],
  [['project.toml'], '[[io.buildpacks.build.env]]\nname = "BP_CPYTHON_VERSION"\nvalue = "3.12"\n'],
  [['.s2i/environment'], 'APP_FILE=main.py\n'],
  [['app.yaml'], 'runtime: python\nruntime_config: { runtime_version: 3.12 }\nentrypoint: python main.py\n'],
  [['Procfile'], 'web: ./start.sh\nworker: cd sub && python main.py\n', { 'start.sh': '#!/bin/sh\npython main.py\n' }],
  [['app.json'], '{"env": {"LEVEL": {"value": "1"}, "TOKEN": {"generator": "secret"}, "A": "b"}}'],
  [['manifest.yml'], 'applications:\n- name: web\n  command: python main.py\n  env: { LEVEL: 1 }\n'],
  [['startup.txt', 'startup.sh'], 'python main.py --port 8000\n'],
  [['nltk.txt'], 'punkt\nstopwords\n', { 'requirements.txt': 'nltk==3.9\n' }],
  [['Aptfile'], 'ffmpeg\n# comment\n'],
  [['apt.yml'], 'packages: [ffmpeg]\n'],
  [['packages.txt'], 'ffmpeg\n'],
  [['runtime.txt'], 'python-3.12.4\n'],
  [['.python-version'], '3.12\n'],
  [['.tool-versions'], 'python 3.12.4 system\n'],
  [['mise.toml', '.mise.toml', '.config/mise.toml'], '[tools]\npython = { version = "3.12" }\n'],
  [['environment.yml', 'environment.yaml', 'conda.yml'], 'dependencies:\n- python=3.12\n- pip: [idna==3.10]\n'],
  [['pixi.toml'], '[dependencies]\npython = "3.12.*"\n[pypi-dependencies]\nidna = { version = ">=3", extras = [] }\n'],
  [['pylock.prod.toml'], 'lock-version = "1.0"\n[[packages]]\nname = "idna"\nversion = "3.10"\n'],
  [['.dockerignore'], '**/*.txt\n!main.py\n'],
  [['.gitmodules'], '[submodule "lib"]\npath = lib\n', { 'requirements.txt': '-e ./lib\n', 'lib/setup.py': '' }],
  [['gunicorn.conf.py'], 'bind = ["0.0.0.0:8085"]\n', { 'requirements.txt': 'gunicorn\nflask\n', 'main.py': 'from flask import Flask\napp = Flask(__name__)\n' }],
  [['manage.py'], 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n', { 'requirements.txt': 'django\ngunicorn\n', 'site/settings/__init__.py': 'STATIC_ROOT = "static"\nfrom .base import *\n', 'site/settings/base.py': 'WSGI_APPLICATION = "site.wsgi.application"\n', 'site/wsgi.py': 'application = 1\n' }],
  [['scrapy.cfg'], '[settings]\ndefault = shop.settings\n', { 'requirements.txt': 'scrapy\n', 'shop/__init__.py': '', 'shop/spiders/__init__.py': '', 'shop/spiders/one.py': 'import scrapy\n\nclass One(scrapy.Spider):\n    name: str = "one"\n' }],
  [['tasks.py'], 'from celery import Celery\napp = Celery("x")\n', { 'requirements.txt': 'celery\n' }],
  [['agent/agent.py'], 'root_agent = 1\n', { 'agent/__init__.py': '', 'requirements.txt': 'google-adk\n' }],
  [['langgraph.json', 'dbt_project.yml', 'package.json', 'cdk.json', 'Cargo.toml', 'go.mod', 'pom.xml', 'build.gradle'], '{}', { 'notes.txt': '' }],
  [['tests/pyvenv.cfg'], 'home = /usr\n', { 'tests/test_one.py': '', 'env/pyvenv.cfg': '', 'env/lib.py': '' }],
  [['.git'], 'gitdir: .repository\n', { ...TAGGED, '.repository/HEAD': `${'1'.repeat(40)}\n`, '.repository/commondir': '.\n', '.repository/packed-refs': `${'1'.repeat(40)} refs/tags/v1.0\n^${'2'.repeat(40)}\n` }],
];

/** A project for each name of those files. */
export const DAMAGED_ALONE: Record<string, Record<string, string>> = Object.fromEntries(ALONE.flatMap(([names, text, around]) =>
  names.map((name) => [name, { ...around === undefined || around['main.py'] === undefined ? SCRIPT : {}, ...around, [name]: text }])));
