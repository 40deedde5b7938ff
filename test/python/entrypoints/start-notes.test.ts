import { describe, expect, test } from 'vitest';
import { Entrypoint, PythonProject } from '../../../src/python';
import { startNotes } from '../../../src/python/entrypoints/start-notes';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';

const SHOP = (called: string) => ({
  'pyproject.toml': `[project]\nname = "shop"\nversion = "1"\n[project.scripts]\nshop = "${called}"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`, 'shop/__init__.py': '',
});
const CLICK = 'import click\n\n@click.group()\ndef cli():\n    pass\n\n@cli.command()\ndef serve():\n    pass\n\n@cli.command("add-user")\ndef add():\n    pass\n';
const notes = (files: Record<string, string>, entrypoint = Entrypoint.consoleScript('shop')) => startNotes(PythonProject.fromFolder(folderWith(files)), entrypoint);

describe('a program that is given no command', () => {
  test.each<[string, Record<string, string>, RegExp, string]>([
    ['of Click', { ...SHOP('shop.cli:cli'), 'shop/cli.py': CLICK }, /^shop is a program of several commands \(serve, add-user\), and the image starts it with none$/, 'shop serve'],
    ['imported by the package', { ...SHOP('shop:main'), 'shop/__init__.py': 'from .cli import cli as main\n', 'shop/cli.py': CLICK }, /several commands \(serve, add-user\)/, 'shop serve'],
    ['called by its function', { ...SHOP('shop.run:main'), 'shop/run.py': 'from shop.cli import cli\n\ndef main():\n    cli()\n', 'shop/cli.py': CLICK }, /several commands/, 'shop serve'],
    ['of Typer', { ...SHOP('shop.cli:app'), 'shop/cli.py': 'import typer\napp = typer.Typer()\n\n@app.command()\ndef load_data(): ...\n\n@app.command()\ndef dump(): ...\n' }, /\(load-data, dump\)/, 'shop COMMAND'],
    ['of argparse', { ...SHOP('shop.cli:main'), 'shop/cli.py': 'import argparse\n\ndef main():\n    sub = argparse.ArgumentParser().add_subparsers(required=True)\n    sub.add_parser("run")\n    sub.add_parser("check")\n' }, /\(run, check\)/, 'shop run'],
    ['that wants a file', { ...SHOP('shop.cli:main'), 'shop/cli.py': 'import argparse\n\ndef main():\n    parser = argparse.ArgumentParser()\n    parser.add_argument("file")\n' }, /^shop wants arguments, and the image starts it with none$/, 'shop ARGUMENTS'],
  ])('%s', (_what, files, text, line) => {
    expect(notes(files)).toEqual([{ id: 'arguments', text: expect.stringMatching(text), write: `entrypoint: Entrypoint.process('${line}')` }]);
  });

  test('as a module, and as a file', () => {
    expect(notes({ 'shop/__init__.py': '', 'shop/__main__.py': 'from shop.cli import cli\n\ncli()\n', 'shop/cli.py': CLICK }, Entrypoint.module('shop'))).toMatchObject([{ write: "entrypoint: Entrypoint.process('python -m shop serve')" }]);
    expect(notes({ 'cli.py': `${CLICK}\nif __name__ == "__main__":\n    cli()\n` }, Entrypoint.script('cli.py'))).toMatchObject([{ write: "entrypoint: Entrypoint.process('python cli.py serve')" }]);
  });

  test.each<[string, Record<string, string>]>([
    ['a group that does something itself', { ...SHOP('shop.cli:cli'), 'shop/cli.py': CLICK.replace('group()', 'group(invoke_without_command=True)') }],
    ['one command of Typer', { ...SHOP('shop.cli:app'), 'shop/cli.py': 'import typer\napp = typer.Typer()\n\n@app.command()\ndef main(): ...\n' }],
    ['an argument that may be left out', { ...SHOP('shop.cli:main'), 'shop/cli.py': 'import argparse\n\ndef main():\n    argparse.ArgumentParser().add_argument("file", nargs="?")\n' }],
    ['a function', { ...SHOP('shop:main'), 'shop/__init__.py': 'def main():\n    print()\n' }],
  ])('and nothing is said of %s', (_what, files) => {
    expect(notes(files)).toEqual([]);
  });
});

describe('a server that nothing outside of the container reaches', () => {
  test.each<[string, RegExp, string]>([
    ['import cherrypy\n\nif __name__ == "__main__":\n    cherrypy.quickstart(Root())\n', /^main\.py has cherrypy\.quickstart listen on 127\.0\.0\.1, which nothing/, "cherrypy.config.update({'server.socket_host': '0.0.0.0'}) in main.py"],
    ['from aiohttp import web\nweb.run_app(app, host="localhost")\n', /web\.run_app listen on localhost/, "host='0.0.0.0' in main.py"],
    ['from http.server import HTTPServer\nHTTPServer(("127.0.0.1", 8000), Handler).serve_forever()\n', /HTTPServer listen on 127\.0\.0\.1/, "('', 8000) in main.py"],
    ['import grpc\nserver.add_insecure_port("localhost:50051")\n', /gRPC listen on localhost/, "'[::]:50051' in main.py"],
  ])('%j', (text, said, write) => {
    expect(notes({ 'main.py': text }, Entrypoint.script('main.py'))).toEqual([{ id: 'address', text: expect.stringMatching(said), write }]);
  });
});

test('both are told where the image is made and explained, and not where an entry point is given', () => {
  const files = { 'requirements.txt': 'cherrypy\n', 'main.py': 'import cherrypy\nif __name__ == "__main__":\n    cherrypy.quickstart(Root())\n' };
  const app = testApp({ source: folderWith(files) });
  expect(app.image.node.metadata).toEqual([expect.objectContaining({ type: 'aws:cdk:warning', data: expect.stringMatching(/main\.py has cherrypy\.quickstart[^]*cdk-python-images:address/) })]);
  expect(app.explain()).toEqual(expect.arrayContaining([expect.objectContaining({ topic: 'address', changedBy: expect.stringMatching(/^cherrypy\.config\.update/) })]));
  expect(testApp({ source: folderWith(files), entrypoint: Entrypoint.script('main.py') }).image.node.metadata).toEqual([]);
  const program = testApp({ source: folderWith({ ...SHOP('shop.cli:cli'), 'shop/cli.py': CLICK }) });
  expect(program.image.node.metadata).toEqual([expect.objectContaining({ type: 'aws:cdk:info', data: expect.stringMatching(/Entrypoint\.process\('shop serve'\)/) })]);
});

describe('static files that are collected when a container starts', () => {
  const files = {
    'requirements.txt': 'django\ngunicorn\n', 'manage.py': 'import os\nfrom django.core.management import execute_from_command_line\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    'shop/__init__.py': '', 'shop/settings.py': 'STATIC_ROOT = "/app/static"\n', 'shop/wsgi.py': 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
  };
  const command = 'python manage.py migrate && python manage.py collectstatic --noinput && gunicorn shop.wsgi';

  test('are warned of, with what has the build collect them', () => {
    const { image } = testApp({ source: folderWith({ ...files, Procfile: `web: ${command}\n` }) });
    expect(image.node.metadata).toEqual([expect.objectContaining({
      type: 'aws:cdk:warning',
      data: expect.stringMatching(/fails where STATIC_ROOT of shop\/settings\.py lies in the tree[^]*Entrypoint\.wsgi\('shop\.wsgi:application', \{ staticFiles: [^]*cdk-python-images:collectstatic/),
    })]);
  });

  test('are none without the command, and without a folder for them', () => {
    expect(notes(files, Entrypoint.process('gunicorn shop.wsgi'))).toEqual([]);
    expect(notes({ ...files, 'shop/settings.py': '' }, Entrypoint.process(command))).toEqual([]);
  });
});

test('a console script that is none of the project, and nearly is, is warned of where a dependency may have it', () => {
  const warned = (name: string) => testApp({ source: folderWith({ ...SHOP('shop:main'), 'shop/__init__.py': 'def main(): ...\n', 'requirements.txt': 'shopp-cli==1\n' }), entrypoint: Entrypoint.consoleScript(name) }).image.node.metadata;
  expect(warned('shopp')).toEqual([expect.objectContaining({ type: 'aws:cdk:warning', data: expect.stringMatching(/no console script shopp, and has shop[^]*write entrypoint: Entrypoint\.consoleScript\('shop'\)/) })]);
  expect(warned('celery')).toEqual([]);
});

describe('options that the own Dockerfile gives the server', () => {
  const app = { 'report/wsgi.py': 'app = 1\n' };
  const wsgi = Entrypoint.wsgi('report.wsgi:app');

  test.each<[string, string, string]>([
    ['CMD ["gunicorn", "report.wsgi:app", "-b", "0.0.0.0:8080", "-w", "3"]', 'Dockerfile', 'gunicorn report.wsgi:app -b 0.0.0.0:8080 -w 3'],
    ['ENTRYPOINT ["tini", "--", "gunicorn", "--threads=4", "report.wsgi:app"]', 'Dockerfile', 'gunicorn --threads=4 report.wsgi:app'],
    ['CMD uvicorn report.wsgi:app --port $PORT --proxy-headers', 'Dockerfile', 'uvicorn report.wsgi:app --port $PORT --proxy-headers'],
  ])('%s', (instruction, file, line) => {
    expect(notes({ ...app, Dockerfile: `FROM python\n${instruction}\n` }, wsgi)).toEqual([{
      id: 'options',
      text: `${file} starts the application with options of its own (${line}), and the image starts wsgi('report.wsgi:app') without them`,
      write: `entrypoint: Entrypoint.process('${line}')`,
    }]);
  });

  test.each([
    'CMD ["gunicorn", "report.wsgi:app", "-b", "0.0.0.0:8080"]',
    'CMD ["gunicorn", "--bind=:8080", "-k", "uvicorn.workers.UvicornWorker", "report.wsgi:app"]',
    'CMD ["uvicorn", "--reload", "report.wsgi:app"]',
    'CMD ["gunicorn", "other:app", "-w", "3"]',
    'CMD ["python", "-m", "report", "-w", "3"]',
    'CMD gunicorn report.wsgi:app -w $(nproc)',
  ])('and nothing is said of %s', (instruction) => {
    expect(notes({ ...app, Dockerfile: `FROM python\n${instruction}\n` }, wsgi)).toEqual([]);
  });
});
