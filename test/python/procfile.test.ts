import { describe, expect, test } from 'vitest';
import { Entrypoint } from '../../src/python';
import { bindEntrypoint, BindOptions } from '../support/bind-entrypoint';
import { coded } from '../support/coded';
import { withoutHanging } from '../support/without-hanging';

const bind = (command: string, options: BindOptions = {}) =>
  bindEntrypoint(Entrypoint.process(command), { 'main.py': '' }, { requirements: 'gunicorn==23\ncelery==5', ...options });
const BIN = '/app/.venv/bin';

describe('plain words are taken as they are', () => {
  test.each([
    ['gunicorn shop.wsgi --log-file -', [`${BIN}/gunicorn`, 'shop.wsgi', '--log-file', '-'], 'SIGTERM', 8000],
    ['python3 main.py', [`${BIN}/python`, 'main.py'], 'SIGINT', undefined],
    ['celery -A shop worker', [`${BIN}/celery`, '-A', 'shop', 'worker'], 'SIGTERM', undefined],
    ['./start.sh', ['./start.sh'], 'SIGTERM', undefined],
  ])('%s', (command, argv, stopSignal, port) => {
    const bound = bind(command);
    expect(bound).toMatchObject({ argv, stopSignal, env: { PORT: '8000' } });
    expect(bound.port).toBe(port);
  });

  test('of a script it is known that it runs', () => {
    expect(bind('python -u main.py').requires).toEqual(['/app/main.py']);
  });
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

describe('the shell gives way to the last command', () => {
  test.each([
    ['uvicorn shop:app --port $PORT', 'exec uvicorn shop:app --port $PORT'],
    ['exec uvicorn shop:app --port ${PORT:-80}', 'exec uvicorn shop:app --port ${PORT:-80}'],
    ['python manage.py migrate && gunicorn shop.wsgi', 'python manage.py migrate && exec gunicorn shop.wsgi'],
    ['DEBUG=0 gunicorn shop.wsgi', 'exec env DEBUG=0 gunicorn shop.wsgi'],
    ['cd backend && A=1 B=2 python app.py', 'cd backend && exec env A=1 B=2 python app.py'],
    ['gunicorn "shop:create_app()"', 'exec gunicorn "shop:create_app()"'],
    ["gunicorn 'shop:create_app()'", "exec gunicorn 'shop:create_app()'"],
    ['flask db upgrade; gunicorn shop:app', 'flask db upgrade; exec gunicorn shop:app'],
    ['a && b; c --port $PORT;', 'a && b; exec c --port $PORT'],
  ])('%s', (command, text) => {
    expect(bind(command).argv).toEqual(['/bin/sh', '-c', text]);
  });

  test.each(['a | b', 'while a; do b; done', 'if a; then b; fi', '{ a; b; }', 'a "b; c"', 'a || b', 'a & b', '(a)', 'a "$(b)" && `c`', 'a > b', "a 'b && c", 'sh -c "a && b"'])('but not of %s, which is left as it is', (command) => {
    expect(bind(command).argv).toEqual(['/bin/sh', '-c', command]);
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
