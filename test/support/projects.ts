import * as path from 'path';

/** The example that every change is tried on. */
export const INVENTORY = path.join(__dirname, '..', '..', 'examples', 'inventory');

/** The example that is compiled. */
export const PROBE = path.join(__dirname, '..', '..', 'examples', 'probe');

/** A hash that no file has: enough where nothing is installed. */
const HASH = `--hash=sha256:${'0'.repeat(64)}`;

/** One script and one pinned dependency. */
export const SCRIPT: Record<string, string> = {
  'main.py': 'print("hello")\n',
  'requirements.txt': `idna==3.10 ${HASH}\n`,
};

/** A package in a flat layout with a console script and no dependencies. */
export const FLAT: Record<string, string> = {
  'pyproject.toml': [
    '[project]', 'name = "greeter"', 'version = "1.0"', 'requires-python = ">=3.11"', 'dependencies = []',
    '[project.scripts]', 'greeter = "greeter:main"',
    '[build-system]', 'requires = ["hatchling"]', 'build-backend = "hatchling.build"', '',
  ].join('\n'),
  'greeter/__init__.py': 'def main():\n    print("version 1")\n',
};

/** A package whose version is that of the tag, and which writes it into a file. */
export const TAGGED: Record<string, string> = {
  'pyproject.toml': [
    '[project]', 'name = "my-teller"', 'dynamic = ["version"]', 'dependencies = []', '[project.scripts]', 'teller = "my_teller:main"',
    '[build-system]', 'requires = ["setuptools", "setuptools-scm>=8"]', 'build-backend = "setuptools.build_meta"',
    '[tool.setuptools_scm]', 'version_file = "my_teller/_version.py"', '',
  ].join('\n'),
  'my_teller/__init__.py': [
    'from importlib.metadata import version', 'from importlib.resources import files', '', 'from my_teller._version import __version__', '',
    'def main():', '    print(version("my-teller"), __version__, files("my_teller").joinpath("data/greeting.txt").read_text())', '',
  ].join('\n'),
  'my_teller/data/greeting.txt': 'hello',
};

/** A Flask app with no server for it. */
export const FLASK: Record<string, string> = {
  'requirements.txt': `flask==3.1.2 ${HASH}\n`,
  'app.py': "from flask import Flask\n\napp = Flask(__name__)\n\nif __name__ == '__main__':\n    app.run()\n",
};

/** A Django site in a folder. */
export const DJANGO: Record<string, string> = {
  'requirements.txt': `django==5.2.8 ${HASH}\ngunicorn==23.0.0 ${HASH}\n`,
  'backend/manage.py': [
    'import os', 'import sys', '', 'from django.core.management import execute_from_command_line', '',
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')", 'execute_from_command_line(sys.argv)', '',
  ].join('\n'),
  'backend/shop/settings.py': "WSGI_APPLICATION = 'shop.wsgi.application'\n",
  'backend/shop/wsgi.py': [
    'import os', '', 'from django.core.wsgi import get_wsgi_application', '',
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')", 'application = get_wsgi_application()', '',
  ].join('\n'),
};

/** A Starlette app with uv's lock. The host in the lock is an example. */
export const UV_ASGI: Record<string, string> = {
  'pyproject.toml': [
    '[project]', 'name = "web"', 'version = "1.0"', 'requires-python = ">=3.12"', 'dependencies = ["starlette", "uvicorn>=0.30"]', '[tool.uv]', 'package = false', '',
  ].join('\n'),
  'main.py': 'from starlette.applications import Starlette\n\napp = Starlette()\n',
  'uv.lock': [
    'version = 1', 'revision = 3', 'requires-python = ">=3.12"', '',
    '[[package]]', 'name = "click"', 'version = "8.3.0"', 'source = { registry = "https://pypi.example/simple" }',
    `wheels = [{ url = "https://pypi.example/click-8.3.0-py3-none-any.whl", hash = "sha256:${'1'.repeat(64)}" }]`, '',
    '[[package]]', 'name = "h11"', 'version = "0.16.0"', 'source = { registry = "https://pypi.example/simple" }',
    `wheels = [{ url = "https://pypi.example/h11-0.16.0-py3-none-any.whl", hash = "sha256:${'2'.repeat(64)}" }]`, '',
    '[[package]]', 'name = "starlette"', 'version = "0.48.0"', 'source = { registry = "https://pypi.example/simple" }',
    `wheels = [{ url = "https://pypi.example/starlette-0.48.0-py3-none-any.whl", hash = "sha256:${'4'.repeat(64)}" }]`, '',
    '[[package]]', 'name = "uvicorn"', 'version = "0.38.0"', 'source = { registry = "https://pypi.example/simple" }',
    'dependencies = [{ name = "click" }, { name = "h11" }]',
    `wheels = [{ url = "https://pypi.example/uvicorn-0.38.0-py3-none-any.whl", hash = "sha256:${'3'.repeat(64)}" }]`, '',
    '[[package]]', 'name = "web"', 'version = "1.0"', 'source = { virtual = "." }', 'dependencies = [{ name = "starlette" }, { name = "uvicorn" }]',
    '[package.metadata]', 'requires-dist = [{ name = "starlette" }, { name = "uvicorn", specifier = ">=0.30" }]', '',
  ].join('\n'),
};
