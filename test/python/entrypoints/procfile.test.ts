import { describe, expect, test } from 'vitest';
import { Entrypoint } from '../../../src/python';
import { bindEntrypoint, BindOptions } from '../../support/bind-entrypoint';
import { coded } from '../../support/coded';
import { withoutHanging } from '../../support/without-hanging';

const bind = (command: string, options: BindOptions = {}) =>
  bindEntrypoint(Entrypoint.process(command), { 'main.py': '' }, { requirements: 'gunicorn==23\ncelery==5', ...options });
const BIN = '/app/.venv/bin';

describe('plain words are taken as they are', () => {
  test.each([
    ['gunicorn shop.wsgi --log-file -', [`${BIN}/gunicorn`, 'shop.wsgi', '--log-file', '-'], 'SIGTERM'],
    ['python3 main.py', [`${BIN}/python`, 'main.py'], 'SIGINT'],
    ['celery -A shop worker', [`${BIN}/celery`, '-A', 'shop', 'worker'], 'SIGTERM'],
    ['./start.sh', ['./start.sh'], 'SIGTERM'],
    ['exec gunicorn shop.wsgi', [`${BIN}/gunicorn`, 'shop.wsgi'], 'SIGTERM'],
  ])('%s', (command, argv, stopSignal) => {
    expect(bind(command)).toMatchObject({ argv, stopSignal });
  });

  test('of a script it is known that it runs', () => {
    expect(bind('python -u main.py').requires).toEqual(['/app/main.py']);
  });
});

describe('the port', () => {
  const FILES = {
    'reads.py': 'import os\nprint(os.environ["PORT"])\n', 'silent.py': '', 'start.sh': 'exec serve --port "$PORT"\n', 'stop.sh': 'echo $PORTAL\n',
    'backend/app.py': 'import os\nprint(os.getenv("PORT"))\n',
  };
  const portOf = (command: string) => {
    const { env, port } = bindEntrypoint(Entrypoint.process(command), FILES, { requirements: 'gunicorn==23\ncelery==5' });
    return [env.PORT, port];
  };

  test.each([
    'gunicorn shop.wsgi', 'serve --port $PORT', 'serve --port ${PORT:-80}', 'python reads.py', 'python -m reads', './start.sh', 'cd backend && python app.py',
  ])('is told to %s', (command) => expect(portOf(command)).toEqual(['8000', 8000]));

  test.each(['celery -A shop worker', 'python silent.py', './stop.sh', 'serve --data ../above reads', 'cd backend && python reads.py'])('is nothing to %s', (command) =>
    expect(portOf(command)).toEqual([undefined, undefined]));
});

describe('the port of a server that is told none', () => {
  test.each([
    ['uvicorn main:app --host 0.0.0.0', 8000], ['python -m uvicorn main:app --host 0.0.0.0', 8000], ['waitress-serve main:app', 8080], ['streamlit run app.py', 8501],
    ['uvicorn main:app --host 0.0.0.0 --port 80', 80], ['uvicorn main:app --uds /tmp/app.sock', undefined], ['uvicorn main:app --port=$((8000 + 1))', undefined], ['daphne -p 9000 main:app', undefined],
    ['hypercorn main:app --config settings.toml', undefined],
  ])('%s: %s', (command, port) => expect(bind(command, { requirements: 'uvicorn==0.30\nwaitress==3\nstreamlit==1\ndaphne==4\nhypercorn==0.17' }).port).toBe(port));
});

describe('what the build looks for', () => {
  test.each([
    ['gunicorn shop.wsgi', [`${BIN}/gunicorn`]],
    ['DEBUG=0 celery -A shop worker', [`${BIN}/celery`]],
    ['python main.py && gunicorn shop.wsgi', [`${BIN}/gunicorn`]],
    ['./start.sh --now', ['/app/start.sh']],
    ['bin/start', undefined],
    ['nginx', undefined],
    ['python main.py', undefined],
  ])('%s', (command, scripts) => {
    expect(bindEntrypoint(Entrypoint.process(command), { 'main.py': '', 'start.sh': '' }, { requirements: 'gunicorn==23\ncelery==5' }).scripts).toEqual(scripts);
  });

  test('is also the program of a list of words', () => {
    const command = (word: string) => bindEntrypoint(Entrypoint.command([word, 'x']), { 'main.py': '', 'bin/start': '' }).scripts;
    expect([command('/app/bin/start'), command('bin/start'), command('/usr/bin/env'), command('start')]).toEqual([['/app/bin/start'], ['/app/bin/start'], undefined, undefined]);
  });

  test('fails for a server that the lock does not have', () => {
    expect(() => bind('uvicorn shop:app', { requirements: `idna==3.10 --hash=sha256:${'0'.repeat(64)}` }))
      .toThrow(coded('ServerMissing', /no server for the command "uvicorn" is among the dependencies[^]*write: {4}uvicorn in the dependencies/));
    expect(bind('uvicorn shop:app', { requirements: 'shop-framework' }).scripts).toEqual([`${BIN}/uvicorn`]);
  });
});

describe('the port that a command says itself', () => {
  test.each([
    ['gunicorn --bind 0.0.0.0:8080 shop.wsgi', 8080],
    ['gunicorn -b :5000 shop.wsgi', 5000],
    ['gunicorn --bind=[::]:9000 shop.wsgi', 9000],
    ['gunicorn shop.wsgi', 8000],
    ['gunicorn --bind :$PORT shop.wsgi', 8000],
    ['uvicorn main:app --host 0.0.0.0 --port 8080', 8080],
    ['python -m uvicorn main:app --port=8081', 8081],
    ['python -m gunicorn main:app', 8000],
    ['streamlit run main.py --server.port 8501', 8501],
    ['python manage.py migrate && python manage.py runserver 0.0.0.0:8002', 8002],
    ['uvicorn main:app --port 99999', undefined],
    ['python main.py --port 5432', undefined],
    ['celery -A shop worker', undefined],
  ])('%s', (command, port) => {
    const bound = bind(command);
    expect(bound.port).toBe(port);
    expect(bound.env.PORT).toBe(port === undefined ? undefined : String(port));
  });

  test('a server that Python runs as a module ends by its own signal', () => {
    expect(bind('python -m gunicorn main:app').stopSignal).toBe('SIGTERM');
  });
});

describe('what the build imports', () => {
  test.each([
    ['gunicorn shop:create_app()', [`${BIN}/gunicorn`, 'shop:create_app']],
    ['gunicorn --worker-tmp-dir /dev/shm -k uvicorn.workers.UvicornWorker shop.wsgi', [`${BIN}/gunicorn`, 'shop.wsgi']],
    ['gunicorn "shop.wsgi:application" --bind :$PORT', [`${BIN}/gunicorn`, 'shop.wsgi:application']],
    ['gunicorn --chdir=backend shop.wsgi', [`${BIN}/gunicorn`]],
    ['gunicorn other:app', [`${BIN}/gunicorn`, 'other:app']],
    ['gunicorn -b localhost:8000 --log-config x:y other', [`${BIN}/gunicorn`]],
    ['python main.py && gunicorn shop:app', []],
    ['python main.py', []],
    ['celery -A shop worker', []],
  ])('%s', (command, imports) => {
    const bound = bindEntrypoint(Entrypoint.process(command), { 'main.py': '', 'shop/__init__.py': '', 'shop/wsgi.py': '' }, { requirements: 'gunicorn==23\ncelery==5' });
    expect([...bound.importedBy ?? [], ...bound.imports]).toEqual(imports);
  });
});

describe('the shell gives way to the last command', () => {
  test.each([
    ['uvicorn shop:app --port $PORT', 'exec uvicorn shop:app --port $PORT "$@"', 'uvicorn'],
    ['exec uvicorn shop:app --port ${PORT:-80}', 'exec uvicorn shop:app --port ${PORT:-80} "$@"', 'uvicorn'],
    ['python manage.py migrate && gunicorn shop.wsgi', 'python manage.py migrate && exec gunicorn shop.wsgi "$@"', 'gunicorn'],
    ['DEBUG=0 gunicorn shop.wsgi', 'exec env DEBUG=0 gunicorn shop.wsgi "$@"', 'gunicorn'],
    ['cd backend && A=1 B=2 python app.py', 'cd backend && exec env A=1 B=2 python app.py "$@"', 'python'],
    ['gunicorn "shop:create_app()"', 'exec gunicorn "shop:create_app()" "$@"', 'gunicorn'],
    ["gunicorn 'shop:create_app()'", "exec gunicorn 'shop:create_app()' \"$@\"", 'gunicorn'],
    ['flask db upgrade; gunicorn shop:app', 'flask db upgrade; exec gunicorn shop:app "$@"', 'gunicorn'],
    ['a && b; bin/c --port $PORT;', 'a && b; exec bin/c --port $PORT "$@"', 'c'],
    ['serve "$@" --last', 'exec serve "$@" --last', 'serve'],
    ['serve ${1:-all}', 'exec serve ${1:-all}', 'serve'],
  ])('%s', (command, text, name) => {
    expect(bind(command).argv).toEqual(['/bin/sh', '-c', text, name]);
  });

  test.each(['a | b', 'while a; do b; done', 'if a; then b; fi', '{ a; b; }', 'a "b; c"', 'a || b', 'a & b', '(a)', 'a "$(b)" && `c`', 'a > b', "a 'b && c", 'sh -c "a && b"'])('but not of %s, which is left as it is', (command) => {
    expect(bind(command).argv).toEqual(['/bin/sh', '-c', command, 'sh']);
  });

  test('and the signal is that of the last command', () => {
    expect([bind('python x.py && gunicorn y').stopSignal, bind('cd x && python y.py').stopSignal]).toEqual(['SIGTERM', 'SIGINT']);
  });
});

test.each(['${a}', '&&'])('a line of 5,000 times %j is read to its end', (part) => {
  expect(withoutHanging(part, () => bind(part.repeat(5000) + '`'))).toBeDefined();
});

test('fails without a shell where one is needed', () => {
  expect(bind('gunicorn shop.wsgi', { shell: '' }).argv).toEqual([`${BIN}/gunicorn`, 'shop.wsgi']);
  expect(() => bind('uvicorn x --port $PORT', { shell: '' })).toThrow(coded('ShellMissing', /Entrypoint\.command/));
});

test('fails for an empty line and for several', () => {
  expect(() => Entrypoint.process(' ')).toThrow(coded('EntrypointInvalid', /one command line/));
  expect(() => Entrypoint.process('a\nb')).toThrow(coded('EntrypointInvalid', /one command line/));
});
