import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { findEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const MAIN = 'if __name__ == "__main__":\n    main()\n';
const FLASK = 'from flask import Flask\napp = Flask(__name__)\n';
const API = 'from fastapi import FastAPI\napp = FastAPI()\n';
const PACKAGE = '[project]\nname = "shop"\nversion = "1"\n[project.scripts]\nshop = "shop.cli:main"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n';
const SHOP = { 'pyproject.toml': PACKAGE, 'shop/__init__.py': '', 'shop/cli.py': 'def main(): ...\n' };
const SITE = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line([])\n',
  'site1/__init__.py': '', 'site1/settings.py': '', 'site1/tasks.py': '',
  'site1/wsgi.py': 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
};
const TWO = { 'collect.py': MAIN, 'publish.py': MAIN };
const docker = (...lines: string[]) => ({ Dockerfile: lines[0].startsWith('FROM') ? lines.join('\n') : ['FROM python:3.13', ...lines, ''].join('\n') });
const find = (files: Record<string, string>, packages: string[] = []) =>
  findEntrypoint(PythonProject.fromFolder(folderWith(files)), packages.map((name) => ({ name, extras: [] })));

describe('another file than the one with the usual name, where the own Dockerfile starts it', () => {
  test.each<[string, Record<string, string>, string, string[]]>([
    ['a program beside an application', { 'main.py': API, 'worker.py': MAIN, ...docker('CMD ["python", "worker.py"]') }, "script('worker.py')", []],
    ['an application beside a program', { 'main.py': MAIN, 'webapi.py': API, ...docker('CMD ["uvicorn", "webapi:app", "--host", "0.0.0.0"]') }, "asgi('webapi:app')", ['uvicorn']],
    ['a module', { 'main.py': MAIN, 'jobs/work.py': MAIN, ...docker('ENTRYPOINT ["python", "-m", "jobs.work"]') }, "module('jobs.work')", []],
    ['a file that is executed', { 'main.py': MAIN, 'bot.py': MAIN, ...docker('ENTRYPOINT ["poetry", "run", "./bot.py"]') }, "script('bot.py')", []],
    ['a file below the folder that the container starts in', { 'main.py': MAIN, 'src/b.py': MAIN, ...docker('COPY . /srv', 'WORKDIR /srv/src', 'CMD python b.py') }, "script('src/b.py')", []],
    ['a worker', { 'app.py': FLASK, 'tasks.py': 'from celery import Celery\ncelery = Celery()\n', ...docker('CMD celery -A tasks worker -l info') }, "process('celery -A tasks worker -l info')", ['celery']],
    ['a worker of a site', { ...SITE, ...docker('CMD celery -A site1.tasks worker') }, "process('celery -A site1.tasks worker')", ['celery', 'django', 'gunicorn']],
    ['an application of a package that has a program', { ...SHOP, 'shop/web.py': API, ...docker('CMD ["uvicorn", "shop.web:app"]') }, "asgi('shop.web:app')", ['uvicorn']],
    ['an application beside a function that prints', { ...SHOP, 'pyproject.toml': PACKAGE.replace('shop.cli:main', 'shop:hello'), 'shop/__init__.py': `${API}\ndef hello():\n    print("hello")\n`, ...docker('WORKDIR /app', 'COPY . /app', 'CMD ["fastapi", "dev", "--host", "0.0.0.0", "./shop"]') }, "asgi('shop:app')", ['fastapi', 'uvicorn']],
    ['the same file as a module', { 'jobs/__init__.py': '', 'jobs/work.py': MAIN, ...docker('ENTRYPOINT ["python", "-m", "jobs.work"]') }, "module('jobs.work')", []],
    ['another command of manage.py', { ...SITE, ...docker('CMD ["python", "manage.py", "qcluster"]') }, "process('python manage.py qcluster')", ['django', 'gunicorn']],
    ['another command of a manage.py in a folder', {
      ...Object.fromEntries(Object.entries(SITE).map(([file, text]) => [`web/${file}`, text])), ...docker('COPY web /srv', 'WORKDIR /srv', 'CMD ["python", "manage.py", "run_huey"]'),
    }, "process('python web/manage.py run_huey')", ['django', 'gunicorn']],
    ['behind options of Python with values', { 'main.py': MAIN, 'bot.py': MAIN, ...docker('CMD ["python", "-W", "ignore", "-Xdev", "-X", "dev", "bot.py"]') }, "script('bot.py')", []],
    ['with its arguments', { 'main.py': API, 'worker.py': MAIN, ...docker('CMD ["python", "worker.py", "--all"]') }, "process('python worker.py --all')", []],
    ['the application that FLASK_APP names', { 'app.py': FLASK, 'hello.py': FLASK, ...docker('ENV FLASK_APP=hello.py', 'CMD flask run') }, "wsgi('hello:app')", ['gunicorn']],
    ['in a stage for production', { 'main.py': MAIN, 'api.py': MAIN, ...docker('FROM python AS base', 'FROM base AS prod', 'CMD ["python", "api.py"]', 'FROM base AS test', 'CMD ["pytest"]') }, "script('api.py')", []],
    ['behind a script that prepares', { 'main.py': MAIN, 'bot.py': MAIN, 'run.sh': 'alembic upgrade head\nexec "$@"\n', ...docker('COPY run.sh /', 'ENTRYPOINT ["/run.sh"]', 'CMD ["python", "bot.py"]') }, "script('bot.py')", []],
  ])('%s', (_what, files, written, packages) => {
    expect(find(files, packages)).toMatchObject({ where: expect.stringMatching(/^Dockerfile \(/), entrypoint: { _written: written } });
  });
});

describe('what was found stays', () => {
  test.each<[string, Record<string, string>, string, string[]]>([
    ['for the same application, started for development', { 'wsgi.py': 'from app import app\n', 'app.py': `${FLASK}app.run()\n`, ...docker('CMD python app.py') }, "wsgi('wsgi:app')", ['gunicorn']],
    ['for a site of Django', { ...SITE, ...docker('CMD python manage.py runserver 0.0.0.0:8000') }, "wsgi('site1.wsgi:application')", ['django', 'gunicorn']],
    ['for tests', { 'main.py': MAIN, 'tests/run.py': MAIN, ...docker('CMD ["pytest", "tests/run.py"]') }, "script('main.py')", ['pytest']],
    ['where a Procfile says it', { 'Procfile': 'web: python main.py\n', 'main.py': MAIN, 'bot.py': MAIN, ...docker('CMD ["python", "bot.py"]') }, "process('python main.py')", []],
    ['for a file that no wheel has', { ...SHOP, 'tool.py': MAIN, ...docker('CMD ["python", "tool.py"]') }, "consoleScript('shop')", []],
    ['for the module of the console script', { ...SHOP, 'shop/cli.py': `def main(): ...\n${MAIN}`, ...docker('CMD ["python", "-m", "shop.cli"]') }, "consoleScript('shop')", []],
    ['for a service of Compose', { 'main.py': MAIN, 'bot.py': MAIN, 'compose.yaml': 'services:\n  a:\n    build: .\n    command: python bot.py\n' }, "script('main.py')", []],
  ])('%s', (_what, files, written, packages) => {
    expect(find(files, packages).entrypoint._written).toBe(written);
  });
});

describe('what starts no app is no start', () => {
  test.each([
    'CMD ["pytest", "-q"]', 'CMD python -m pytest', 'CMD tox -e py313', 'CMD ["bash"]', 'ENTRYPOINT ["/bin/sh", "-l"]', 'CMD ["sleep", "infinity"]', 'CMD tail -f /dev/null', 'CMD /bin/sh -c "while sleep 1000; do :; done"',
    'CMD ["jupyter", "lab"]', 'CMD ["python3"]', 'CMD ["python", "-i"]', 'CMD make run', 'CMD flask db upgrade', 'CMD mypy collect.py',
  ])('fails for %s as without a Dockerfile', (line) => {
    expect(() => find({ ...TWO, ...docker(line) }, ['pytest', 'tox', 'jupyter', 'mypy', 'flask'])).toThrow(coded('EntrypointAmbiguous', /in 2 ways/));
  });

  test('of Compose neither', () => {
    expect(find({ ...TWO, ...docker('CMD python publish.py'), 'compose.yaml': 'services:\n  a:\n    build: .\n    command: bash\n' }).entrypoint._written).toBe("script('publish.py')");
    expect(() => find({ ...TWO, 'compose.yaml': 'services:\n  a:\n    build:\n      context: .\n      target: dev\n    command: python collect.py --watch\n' })).toThrow(coded('EntrypointAmbiguous', /in 2 ways/));
  });

  test('fails for a word of a script that is no program', () => {
    const files = { 'jobs/one.py': 'X = 1\n', ...docker('ENTRYPOINT ["/entrypoint.sh"]', 'CMD ["celery"]') };
    expect(() => find(files, ['celery'])).toThrow(coded('EntrypointNotFound', /no entry point was found/));
    expect(find({ ...files, 'entrypoint.sh': 'if [ "$1" = "celery" ]; then\n  exec celery -A jobs.one worker\nfi\nexec "$@"\n' }, ['celery']).entrypoint._written).toBe("process('celery -A jobs.one worker')");
  });
});

describe('a service of Compose', () => {
  const several = (ports: string) => `services:\n  web:\n    build: .\n    command: python publish.py\n${ports}  worker:\n    build: .\n    command: python collect.py\n`;

  test('of several the one with ports', () => {
    expect(find({ 'jobs/a.py': 'X = 1\n', 'compose.yaml': several('    ports: ["80:80"]\n').replace('python publish.py', 'sh -c "alembic upgrade head && python -m jobs.a"') }).entrypoint._written).toBe("process('python -m jobs.a')");
    expect(() => find({ ...TWO, 'compose.yaml': several('') })).toThrow(coded('EntrypointAmbiguous', /in 2 ways/));
  });

  test('has the ENTRYPOINT of the Dockerfile, unless it has one of its own', () => {
    const compose = (more = '') => ({ ...SHOP, ...docker('ENTRYPOINT ["tini", "--", "shop"]', 'CMD ["serve"]'), 'compose.yaml': `services:\n  web:\n    build: .\n    command: ["work"]\n${more}` });
    expect(find(compose()).entrypoint._written).toBe("process('shop serve')");
    expect(find({ ...compose(), Dockerfile: 'FROM python\nENTRYPOINT ["other"]\n' }).entrypoint._written).toBe("consoleScript('shop')");
    expect(find({ ...compose('    entrypoint: shop\n'), Dockerfile: 'FROM python\nCMD ["bash"]\n' }).entrypoint._written).toBe("process('shop work')");
  });
});
