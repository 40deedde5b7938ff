import { describe, expect, test } from 'vitest';
import { Entrypoint } from '../../../src/python';
import { bindEntrypoint } from '../../support/bind-entrypoint';

const started = (entrypoint: Entrypoint, config: string, file = 'gunicorn.conf.py') => {
  const { argv, env, port } = bindEntrypoint(entrypoint, { 'shop.py': 'app = 1\n', [file]: config }, { requirements: 'gunicorn==23' });
  return { command: argv.join(' '), told: env.PORT, port };
};

describe('an application is served where the configuration file of gunicorn says', () => {
  test.each([
    ['bind = "0.0.0.0:8085"\n', 8085],
    ['PORT = 9000\nbind = ["[::]:8085", "[::]:8086"]\n', 8085],
    ['import os\nbind = f"0.0.0.0:{os.environ[\'PORT\']}"\n', 8000],
    ['bind = "0.0.0.0"\n', 8000],
    ['workers = 2\n', 8000],
  ])('%j', (config, port) => {
    expect(started(Entrypoint.wsgi('shop:app'), config)).toEqual({ command: '/app/.venv/bin/gunicorn --worker-tmp-dir /dev/shm shop:app', told: String(port), port });
  });

  test.each(['bind = "127.0.0.1:8085"\n', 'bind = "localhost:8085"\n', 'bind = "unix:/tmp/shop.sock"\n'])('but %j would answer nobody', (config) => {
    const { command, port } = started(Entrypoint.wsgi('shop:app'), config);
    expect([command, port]).toEqual(['/bin/sh -c exec /app/.venv/bin/gunicorn --worker-tmp-dir /dev/shm shop:app --bind=0.0.0.0:"$PORT" "$@" gunicorn', 8000]);
  });

  test('and a port that the user asks for goes before it', () => {
    const { command, port } = started(Entrypoint.wsgi('shop:app', { port: 80 }), 'bind = "0.0.0.0:8085"\n');
    expect([command, port]).toEqual(['/bin/sh -c exec /app/.venv/bin/gunicorn --worker-tmp-dir /dev/shm shop:app --bind=0.0.0.0:"$PORT" "$@" gunicorn', 80]);
  });
});

test.each([
  ['gunicorn shop:app', 'gunicorn.conf.py', 8085],
  ['gunicorn -c conf/web.py shop:app', 'conf/web.py', 8085],
  ['gunicorn --config=file:conf/web.py shop:app', 'conf/web.py', 8085],
  ['gunicorn --bind :5000 shop:app', 'gunicorn.conf.py', 5000],
  ['gunicorn --bind :$PORT shop:app', 'gunicorn.conf.py', 8000],
  ['gunicorn shop:app', 'conf/web.py', 8000],
  ['gunicorn -c ../web.py shop:app', 'web.py', 8000],
])('the command %s, with %s', (command, file, port) => {
  expect(started(Entrypoint.process(command), 'bind = "0.0.0.0:8085"\n', file).port).toBe(port);
});
