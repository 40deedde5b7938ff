import { HATCHLING, MAIN, project, Situation, WSGI } from './situation';

const ASGI = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const SITE = 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n';
const DJANGO = 'def main():\n    from django.core.management import execute_from_command_line\n    execute_from_command_line()\n';

/** What well-known repositories of applications do. */
export const REPOSITORIES: Record<string, Situation> = {
  'application-of-a-class-of-its-own': {
    files: {
      'requirements.txt': 'flask\ngunicorn\n', 'manage.py': MAIN, 'shop/__init__.py': '', 'shop/wsgi.py': 'from shop.app import create_app\n\napp = create_app()\n',
      'shop/app.py': 'from flask import Flask\n\nclass Shop(Flask):\n    pass\n\ndef create_app():\n    app = Shop(__name__)\n    return app\n',
    },
  },
  'script-that-is-manage-py': {
    files: {
      'pyproject.toml': project('dependencies = ["django", "gunicorn"]\n[project.scripts]\nshop = "shop.runner:main"', HATCHLING),
      'shop/__init__.py': '', 'shop/runner.py': DJANGO, 'shop/wsgi.py': SITE,
    },
  },
  'locked-under-another-name': {
    files: { 'requirements.txt': 'idna\n', 'requirements_lock.txt': `idna==3.10 --hash=sha256:${'0'.repeat(64)}\n`, 'main.py': MAIN },
    lacks: ['app/requirements_lock.txt'],
  },
  'poetry-beside-the-standard': {
    files: {
      'pyproject.toml': `${project('requires-python = ">=3.8"')}[tool.poetry]\npackage-mode = false\n[tool.poetry.dependencies]\npython = ">=3.8,<3.12"\nidna = "^3"\n`, 'main.py': MAIN,
    },
  },
  'python-of-its-own-dockerfile': {
    files: { 'Dockerfile': 'ARG VERSION=3.12\nFROM python:${VERSION}-slim\nCMD ["python", "bot.py"]\n', 'requirements.txt': '', 'bot.py': MAIN },
  },
  'file-of-a-package-in-the-procfile': {
    files: {
      'Procfile': 'web: python ./serve.py --port $PORT\n', 'serve.py': 'from shop import serve\nserve()\n', 'setup.py': 'from setuptools import setup\nsetup(name="shop", packages=["shop"])\n',
      'shop/__init__.py': 'def serve():\n    pass\n',
    },
    has: ['app/serve.py'],
  },
  'file-beside-the-package': {
    files: {
      'pyproject.toml': project('', HATCHLING), 'main.py': 'from helper import Y\nfrom shop import X\n\nif __name__ == "__main__":\n    print(X, Y)\n', 'helper.py': 'Y = 2\n', 'shop/__init__.py': 'X = 1\n',
    },
    has: ['app/main.py', 'app/helper.py'], prints: '1 2\n',
  },
  'arguments-of-its-own-containers': {
    files: {
      'pyproject.toml': project('[project.scripts]\nshop = "shop:main"', HATCHLING), 'shop/__init__.py': 'import sys\n\ndef main():\n    print(sys.argv[1:])\n',
      'Dockerfile': 'FROM python:3.13\nENTRYPOINT ["tini", "--", "shop"]\nCMD ["serve", "--level=2"]\n',
    },
    prints: "['serve', '--level=2']\n",
  },
  'server-in-an-extra-of-the-owner': {
    files: { 'pyproject.toml': project('dependencies = ["flask"]\n[project.optional-dependencies]\ntests = ["gunicorn"]\nserver = ["granian"]'), 'app.py': WSGI },
    fails: ['ServerMissing', /granian in the extra "server"\n {2}expected[^]*write: {4}uv lock, then dependencies: Dependencies\.fromUvLock\(\{ extras: \['server'\] \}\)\n {12}or gunicorn in the dependencies of pyproject\.toml\n/],
  },
  'everything-in-a-group': {
    files: { 'pyproject.toml': `${project('')}[dependency-groups]\nprod = ["flask", "uwsgi"]\ndev = ["gunicorn"]\n`, 'app.py': WSGI },
    fails: ['ServerMissing', /no dependencies\n +uwsgi in the group "prod"[^]*fromUvLock\(\{ groups: \['prod'\] \}\)/],
  },
  'server-in-a-file-of-its-own': {
    files: { 'requirements.txt': 'flask\n', 'requirements-server.txt': 'granian\n', 'requirements-dev.txt': 'gunicorn\n', 'app.py': WSGI },
    fails: ['ServerMissing', /granian in requirements-server\.txt[^]*write: {4}-r requirements-server\.txt in requirements\.txt\n/],
  },
  'service-of-a-folder': {
    files: { 'app.py': 'import aws_cdk as cdk\napp = cdk.App()\n', 'requirements.txt': 'aws-cdk-lib\n', 'web/requirements.txt': 'flask\ngunicorn\n', 'web/app.py': WSGI, 'job/requirements.txt': '' },
    fails: ['ServerMissing', /write: {4}source: '[^']+\/web'\n {12}or gunicorn in the dependencies of requirements\.txt\n/],
  },
  'workspace-around-a-service': {
    files: { 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["backend"]\n', 'backend/pyproject.toml': project('dependencies = ["fastapi[standard]"]'), 'backend/app/main.py': ASGI },
    fails: ['ServerMissing', /found: {4}no dependencies\n[^]*write: {4}source: '[^']+\/backend'\n/],
  },
  'workspace-of-services': {
    files: { 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["apps/*"]\n', 'apps/api/pyproject.toml': project(''), 'apps/api/src/api/main.py': ASGI },
    fails: ['EntrypointNotFound', /write: {4}source: '[^']+\/apps\/api'/],
  },
  'command-in-an-environment-that-is-not-there': {
    files: { 'tasks.py': 'from invoke import task\n', 'Procfile': 'web: env/bin/gunicorn --chdir backend shop.wsgi\n', 'backend/requirements.txt': 'django\ngunicorn\n', 'backend/shop/wsgi.py': SITE },
    fails: ['ServerMissing', /no server for the command "gunicorn"[^]*source: '[^']+\/backend'/],
  },
  'site-that-declares-nothing': {
    files: { 'shop/__init__.py': '', 'shop/wsgi.py': SITE },
    fails: ['ServerMissing', /write: {4}gunicorn, and what the app imports, one a line in requirements\.txt\n/],
  },
  'application-for-lambda-alone': {
    files: { 'requirements.txt': 'chalice\n', 'app.py': 'from chalice import Chalice\n\napp = Chalice(app_name="shop")\n', 'create-resources.py': MAIN },
    fails: ['EntrypointNotFound', /expected: one of these: Lambda calls a handler[^]*write: {4}toLambdaCode\(\{ handler: 'app\.app' \}\)/],
  },
  'project-of-dagster': {
    files: { 'pyproject.toml': '[tool.dagster]\nmodule_name = "etl.definitions"\n', 'requirements.txt': 'dagster\n', 'etl/__init__.py': '', 'etl/definitions.py': 'X = 1\n' },
    fails: ['EntrypointNotFound', /Entrypoint\.process\('dagster code-server start --host=0\.0\.0\.0 --port=\$PORT --module-name=etl\.definitions'\)/],
  },
  'project-of-dbt': { files: { 'requirements.txt': 'dbt-core\n', 'dbt_project.yml': 'name: shop\n' }, fails: ['EntrypointNotFound', /Entrypoint\.process\('dbt build'\)/] },
};
