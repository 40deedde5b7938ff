import { BARE_WSGI, HATCHLING, MAIN, project, Situation, WSGI } from './situation';

const MANAGE = 'import os\nimport sys\n\ndef main():\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")\n    from django.core.management import execute_from_command_line\n    execute_from_command_line(sys.argv)\n\nif __name__ == "__main__":\n    main()\n';

/** Native code, files, and how things run. */
export const RUNNING: Record<string, Situation> = {
  'uwsgi': { files: { 'requirements.txt': 'uwsgi==2.0.31\nflask\n', 'app.py': WSGI } },
  'extension-in-c': {
    files: { 'setup.py': 'from setuptools import Extension, setup\nsetup(name="shop", version="1", py_modules=["shop"], ext_modules=[Extension("_fast", ["fast.c"], optional=True)], entry_points={"console_scripts": ["shop=shop:main"]})\n', 'fast.c': '#include <Python.h>\nstatic struct PyModuleDef m = {PyModuleDef_HEAD_INIT, "_fast", NULL, -1, NULL};\nPyMODINIT_FUNC PyInit__fast(void) { return PyModule_Create(&m); }\n', 'shop.py': 'import _fast\n\ndef main():\n    print(_fast.__name__)\n' },
    prints: '_fast\n',
  },
  'extension-in-rust': { files: { 'pyproject.toml': project('requires-python = ">=3.10"\n[project.scripts]\nshop = "shop:main"', '[build-system]\nrequires = ["maturin>=1.4,<2.0"]\nbuild-backend = "maturin"\n'), 'Cargo.toml': '[package]\nname = "shop"\n', 'src/lib.rs': '', 'python/shop/__init__.py': 'def main():\n    pass\n' } },
  'libraries-that-no-linker-shows': { files: { 'requirements.txt': 'psycopg==3.2.12\npython-magic\nweasyprint\nopencv-python\n', 'main.py': MAIN } },
  'programs-that-are-executed': { files: { 'requirements.txt': 'pydub\npdf2image\npytesseract\n', 'main.py': MAIN } },
  'secrets-in-the-tree': { files: { '.env': 'TOKEN=secret\n', '.env.production': 'TOKEN=secret\n', '.envrc': 'export TOKEN=x\n', 'requirements.txt': '', 'main.py': MAIN }, lacks: ['app/.env', 'app/.env.production', 'app/.envrc'] },
  'shadow-of-the-server': { files: { 'requirements.txt': 'gunicorn==23.0.0\n', 'gunicorn.py': 'bind = "127.0.0.1:1"\n', 'wsgi.py': `from wsgiref.types import WSGIApplication\n${BARE_WSGI}app: WSGIApplication = application\n`, 'Procfile': 'web: gunicorn wsgi:application\n' }, answers: 'answered' },
  'app-of-the-cdk-beside': { files: { 'app.py': 'import aws_cdk as cdk\n\napp = cdk.App()\napp.synth()\n', 'cdk.json': '{}', 'requirements.txt': 'idna\n', 'service.py': MAIN } },
  'server-on-this-machine-alone': { files: { 'requirements.txt': 'fastapi\nuvicorn\n', 'serve.py': 'import uvicorn\n\nif __name__ == "__main__":\n    uvicorn.run("shop.api:app", host="127.0.0.1", reload=True)\n', 'shop/__init__.py': '', 'shop/api.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n' } },
  'script-that-serves-for-development': { files: { 'pyproject.toml': project('dependencies = ["flask", "gunicorn"]\n[project.scripts]\nshop = "shop.app:main"', HATCHLING), 'shop/__init__.py': '', 'shop/app.py': `${WSGI}\ndef main():\n    app.run(debug=True)\n` } },
  'tool-that-calls-a-sibling': { files: { 'pyproject.toml': project('dependencies = []\n[project.scripts]\nshop = "shop:main"\nshop-worker = "shop:work"', HATCHLING), 'shop/__init__.py': 'import subprocess\n\ndef main():\n    print(subprocess.check_output(["shop-worker"], text=True), end="")\n\ndef work():\n    print("worked")\n' }, prints: 'worked\n' },
  'entry-by-the-working-directory': { files: { 'Procfile': 'web: cd site && python start.py\n', 'requirements.txt': '', 'site/start.py': 'from parts import NAME\nprint(NAME, open("words.txt").read())\n', 'site/parts.py': 'NAME = "found"\n', 'site/words.txt': 'words' }, prints: 'found words\n' },
  'application-of-no-framework': { files: { 'requirements.txt': 'waitress\n', 'shop.py': BARE_WSGI, '.s2i/environment': 'UPGRADE_PIP_TO_LATEST=true\n' }, answers: 'answered' },
  'environment-of-source-to-image': { files: { 'requirements.txt': 'gunicorn\n', 'shop.py': BARE_WSGI, 'other.py': BARE_WSGI, '.s2i/environment': 'APP_MODULE=other:application\n' } },
  'settings-in-a-package': { files: { 'requirements.txt': 'django\ngunicorn\n', 'manage.py': MANAGE, 'config/__init__.py': '', 'config/settings/__init__.py': '', 'config/settings/base.py': 'WSGI_APPLICATION = "config.wsgi.application"\n', 'config/settings/local.py': 'from .base import *\n', 'config/wsgi.py': 'import os\nfrom django.core.wsgi import get_wsgi_application\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")\napplication = get_wsgi_application()\n', 'shop/models.py': '' } },
  'commands-before-the-server': { files: { 'Procfile': 'release: flask db upgrade\nweb: flask translate compile; gunicorn app:app\nworker: rq worker\n', 'requirements.txt': 'flask\ngunicorn\n', 'app.py': WSGI } },
  'script-around-the-server': { files: { 'Procfile': 'web: ./start.sh # by hand\n', 'start.sh': '#!/bin/sh\nset -e\n\n# The server alone.\nexec uv run --no-dev gunicorn \\\n  shop:application\n', 'gunicorn.conf.py': 'bind = "0.0.0.0:8085"\n', 'requirements.txt': 'gunicorn==23.0.0\n', 'shop.py': BARE_WSGI } },
  'app-engine': { files: { 'app.yaml': 'runtime: python313\nentrypoint: gunicorn --bind :$PORT other:app\nhandlers:\n- url: /static\n  static_dir: static\n', 'requirements.txt': 'flask\ngunicorn\n', 'main.py': WSGI, 'other.py': WSGI } },
  'worker-of-celery': { files: { 'requirements.txt': 'celery\n', 'proj/__init__.py': '', 'proj/celery.py': `from celery import Celery\n\napp = Celery("proj")\n${MAIN}`, 'proj/tasks.py': '' } },
  'folder-with-a-dash': { files: { 'requirements.txt': '', 'my-app/__main__.py': 'from util import NAME\nprint(NAME)\n', 'my-app/util.py': 'NAME = "found"\n' }, prints: 'found\n' },
  'latin-1': { files: { 'main.py': '# -*- coding: latin-1 -*-\nprint("started")\n' }, prints: 'started\n' },
  'windows': { files: { 'requirements.txt': '\ufeffidna==3.10\r\n', 'main.py': MAIN.replaceAll('\n', '\r\n'), 'Procfile': 'web: python main.py\r\n' }, prints: 'started\n' },
  'manage-py-that-refuses': { files: { 'requirements.txt': 'idna\n', 'manage.py': 'raise RuntimeError("no Django here")\n' }, fails: ['EntrypointNotFound', /no entry point was found/] },
  'server-of-a-package-alone': { files: { 'requirements.txt': 'httpbin\ngunicorn\n', 'Procfile': 'web: gunicorn httpbin:app\n' } },
  'nothing-that-starts': { files: { 'requirements.txt': 'numpy\n', 'analysis.ipynb': '{}', 'helpers.py': 'def f():\n    pass\n' }, fails: ['EntrypointNotFound', /no entry point was found/] },
};
