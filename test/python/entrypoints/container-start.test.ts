import * as fs from 'fs';
import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { containerCommands } from '../../../src/python/entrypoints/container-commands';
import { findEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { bindEntrypoint } from '../../support/bind-entrypoint';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const SCRIPTS = (...names: string[]) => `[project]\nname = "shop"\nversion = "1"\n[project.scripts]\n${names.map((name) => `${name} = "shop:main"\n`).join('')}[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`;
const SHOP = { 'pyproject.toml': SCRIPTS('shop'), 'shop/__init__.py': 'def main(): ...\n' };
const MAIN = 'if __name__ == "__main__":\n    main()\n';
const find = (files: Record<string, string>, ...packages: string[]) =>
  findEntrypoint(PythonProject.fromFolder(folderWith(files)), packages.map((name) => ({ name, extras: [] })));
const service = (...commands: string[]) => ({ 'compose.yaml': `services:\n${commands.map((command, n) => `  s${n}:\n    build: .\n${command === '' ? '' : `    command: ${command}\n`}`).join('')}` });
const docker = (...lines: string[]) => ({ Dockerfile: ['FROM python:3.13', ...lines, ''].join('\n') });

describe('a program gets the arguments that the own containers of its project give it', () => {
  test.each<[string, Record<string, string>, string]>([
    ['in two instructions', docker('ENTRYPOINT ["shop"]', 'CMD ["serve", "--port", "8080"]'), 'shop serve --port 8080'],
    ['behind an init process and a tool', docker('ENTRYPOINT ["/usr/bin/tini", "-g", "--"]', 'CMD ["poetry", "run", "shop", "serve"]'), 'shop serve'],
    ['behind a script', docker('ENTRYPOINT ["./docker-entrypoint.sh"]', 'CMD ["shop", "serve"]'), 'shop serve'],
    ['by its path, for a shell', docker('CMD exec /app/.venv/bin/shop serve'), 'shop serve'],
    ['with an option for development', docker('CMD ["shop", "serve", "--reload"]'), 'shop serve'],
    ['of the one service of Compose', { 'compose.yaml': 'services:\n  db:\n    image: postgres\n  web:\n    build: .\n    command: ["shop", "serve"]\n' }, 'shop serve'],
    ['of Compose, for a shell', service('["sh", "-c", "exec shop serve"]'), 'shop serve'],
    ['with a host', docker('CMD ["shop", "serve", "-h", "0.0.0.0", "-p", "5000"]'), 'shop serve -h 0.0.0.0 -p 5000'],
    ['with help at its end', docker('CMD ["shop", "serve", "--help"]'), 'shop serve'],
    ['with the file of a secret', docker('CMD ["shop", "--token", "/run/secrets/token", "--password-file=word"]'), 'shop --token /run/secrets/token --password-file=word'],
  ])('%s', (_what, files, line) => {
    expect(find({ ...SHOP, ...files }).entrypoint._written).toBe(`process('${line}')`);
  });

  test('a file and a module', () => {
    expect(find({ 'cli.py': MAIN, ...docker('CMD ["python", "-u", "/srv/cli.py", "server"]') })).toMatchObject({ where: 'Dockerfile (cli.py)', entrypoint: { _written: "process('python cli.py server')" } });
    expect(find({ 'shop/__main__.py': MAIN, ...docker('CMD ["python", "-m", "shop", "run"]') }).entrypoint._written).toBe("process('python -m shop run')");
  });

  test.each<[string, Record<string, string>]>([
    ['none', docker('CMD ["shop"]')], ['help', docker('ENTRYPOINT ["shop"]', 'CMD ["--help"]')], ['a variable', docker('CMD shop --port $PORT')],
    ['another program', docker('CMD ["other", "serve"]')], ['several services', { 'compose.yaml': 'services:\n  a:\n    build: .\n    command: shop a\n  b:\n    build: .\n    command: shop b\n' }],
    ['one of several services', service('', 'shop migrate')],
    ['a word of Compose that a shell would take apart', service('["shop", "a b"]')], ['an empty word', service('["shop", "", "a"]')],
    ['those of Compose, where the Dockerfile gives none', { ...docker('CMD ["shop"]'), ...service('shop serve') }],
    ['those of Compose, where the Dockerfile gives a variable', { ...docker('CMD shop $X'), ...service('shop serve') }],
    ['a secret', docker('CMD ["shop", "--password", "hunter2"]')], ['a key', docker('CMD ["shop", "--db-api-key=x1"]')],
    ['a password in a URL', docker('CMD ["shop", "serve", "redis://u:word@host"]')], ['CMD behind a shell', docker('ENTRYPOINT shop', 'CMD ["serve"]')],
    ['a service of another folder', { 'compose.yaml': 'services:\n  a:\n    build: ./front\n    command: shop a\n' }],
  ])('and no others: %s', (_what, files) => {
    expect(find({ ...SHOP, ...files }).entrypoint._written).toBe("consoleScript('shop')");
  });

  test.each([
    ['worker/main.py', "script('main.py')"], ['/app/worker/main.py', "script('main.py')"], ['./main.py', "process('python main.py --all')"], ['/app/main.py', "process('python main.py --all')"],
  ])('of %s, by its whole path', (file, written) => {
    expect(find({ 'main.py': MAIN, 'worker/main.py': 'X = 1\n', ...docker(`CMD ["python", "${file}", "--all"]`) }).entrypoint._written).toBe(written);
  });

  test('they follow the program in the exec form, and a port among them that is exposed is that of the image', () => {
    const files = { ...SHOP, ...docker('EXPOSE 8080/tcp 9090', 'ENTRYPOINT ["shop"]', 'CMD ["serve", "--bind=:8080"]') };
    expect(bindEntrypoint(find(files).entrypoint, files)).toMatchObject({
      argv: ['/app/.venv/bin/shop', 'serve', '--bind=:8080'], port: 8080, env: { PORT: '8080' }, imports: ['shop:main'], program: { extraArguments: ['serve', '--bind=:8080'] },
    });
    expect(bindEntrypoint(find({ ...SHOP, ...docker('ENTRYPOINT ["shop"]', 'CMD ["serve", "8080"]') }).entrypoint, files).port).toBeUndefined();
  });

  test('a web application has those of its server', () => {
    const files = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', ...docker('CMD ["python", "app.py", "--debug"]') };
    expect(find(files, 'gunicorn').entrypoint._written).toBe("wsgi('app:app')");
  });
});

describe('where nothing else says how the project starts, its own container does', () => {
  const TASKS = { 'shop/jobs/a.py': 'X = 1\n', 'shop/jobs/b.py': 'Y = 2\n' };

  test.each<[string, string, string[]]>([
    ['CMD celery -A shop.jobs.a worker', 'celery -A shop.jobs.a worker', ['celery']],
    ['CMD ["uvicorn", "shop.jobs.a:X", "--host", "0.0.0.0", "--port", "80", "--reload"]', 'uvicorn shop.jobs.a:X --host 0.0.0.0 --port 80', ['uvicorn']],
    ['CMD ["python", "/code/shop/jobs/a.py", "--once"]', 'python shop/jobs/a.py --once', []],
    ['CMD ["python", "-m", "shop.jobs.b"]', 'python -m shop.jobs.b', []],
    ['CMD gunicorn shop.jobs.a:X -b :$PORT', 'gunicorn shop.jobs.a:X -b :$PORT', ['gunicorn']],
    ['CMD ["flask", "run", "-h", "0.0.0.0", "-p", "5000"]', 'flask run -h 0.0.0.0 -p 5000', ['flask']],
    ['CMD ["airflow", "scheduler"]', 'airflow scheduler', ['apache-airflow']],
  ])('%s', (line, written, packages) => {
    expect(find({ ...TASKS, ...docker(line) }, ...packages)).toMatchObject({ where: 'Dockerfile', entrypoint: { _written: `process('${written}')` } });
  });

  test('nor is it ambiguous then', () => {
    expect(find({ 'Procfile': 'bot: python bot.py\nworker: python work.py\n', 'bot.py': MAIN, 'work.py': MAIN, ...docker('CMD ["python", "work.py"]') }).entrypoint._written)
      .toBe("process('python work.py')");
  });

  test.each([
    ['help alone', 'CMD ["--help"]'], ['a secret', 'CMD ["python", "shop/jobs/a.py", "--token", "x1"]'],
    ['a program that nothing installs', 'CMD ["celery", "worker"]'], ['a file that is not there', 'CMD ["python", "other.py"]'], ['a shell', 'CMD ["bash"]'],
    ['a variable that the Dockerfile sets', 'CMD uvicorn $APP'], ['a module of nobody', 'CMD ["python", "-m", "other"]'],
  ])('fails for %s as before', (_what, line) => {
    expect(() => find({ ...TASKS, ...docker(line) })).toThrow(coded('EntrypointNotFound', /no entry point was found/));
  });
});

test('the commands of containers are read without what runs a command', () => {
  const source = PythonProject.fromFolder(folderWith({
    ...docker('CMD ["dumb-init", "--", "uv", "run", "--no-sync", "python", "main.py"]'), 'docker-compose.yml': 'services:\n  web:\n    build:\n      context: .\n    command: python main.py --once\n',
  }))._source;
  expect(containerCommands(source)).toMatchObject([{ file: 'Dockerfile', line: 'python main.py', before: [] }, { file: 'docker-compose.yml', line: 'python main.py --once', folder: '' }]);
});

test.each(['Dockerfile', 'Containerfile', 'docker-compose.yml'])('a link %s out of the source says nothing', (file) => {
  const folder = folderWith({ [file]: file.endsWith('yml') ? 'services:\n  a:\n    build: .\n    command: python main.py --all\n' : 'CMD ["python", "main.py", "--all"]\n', 'shop/main.py': MAIN });
  const shop = path.join(folder, 'shop');
  fs.symlinkSync(`../${file}`, path.join(shop, file));
  const project = PythonProject.fromFolder(shop);
  expect(containerCommands(project._source)).toEqual([]);
  expect(findEntrypoint(project).entrypoint._written).toBe("script('main.py')");
});
