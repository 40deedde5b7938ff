import { expect, test } from 'vitest';
import { plainCommand } from '../../../src/python/entrypoints/command-line';
import { withoutHanging } from '../../support/without-hanging';

test.each([
  ['uv run gunicorn shop:app --bind :$PORT', 'gunicorn shop:app --bind :$PORT'],
  ['uv run --frozen --no-dev -- uvicorn shop:app', 'uvicorn shop:app'],
  ['uv --quiet run --extra web -p 3.13 uvicorn shop:app', 'uvicorn shop:app'],
  ['uv run main.py --now', 'python main.py --now'],
  ['uv run -m shop.worker', 'python -m shop.worker'],
  ['uv run --script jobs/load.py', 'python jobs/load.py'],
  ['uv run manage.py migrate && uv run gunicorn shop.wsgi', 'python manage.py migrate && gunicorn shop.wsgi'],
  ['poetry run python manage.py serve', 'python manage.py serve'],
  ['exec poetry --no-interaction run gunicorn shop:app', 'gunicorn shop:app'],
  ['DEBUG=0 pipenv run flask run', 'DEBUG=0 flask run'],
  ['python -m pipenv run gunicorn shop:app', 'gunicorn shop:app'],
  ['pdm run serve --port 80', 'uvicorn shop:app --port 80'],
  ['bash -c "pdm run serve & rye run work"', 'bash -c "uvicorn shop:app & work"'],
  ['exec -a web gunicorn x', 'exec -a web gunicorn x'],
  ['venv/bin/gunicorn shop:app', 'gunicorn shop:app'],
  ['python main.py # for the web', 'python main.py'],
  ['python main.py \t # for # the web', 'python main.py'],
])('%s is %s', (line, command) => {
  expect(plainCommand(line, { serve: 'uvicorn shop:app' })).toBe(command);
});

test.each([
  'python main.py', 'gunicorn uv run', 'uv run --directory backend main.py', 'uv sync', 'echo "a # b"', 'a#b c', 'hatch run', './uv run x', 'my-uv run x',
])('%s stays as it is', (line) => {
  expect(plainCommand(line)).toBe(line);
});

test.each(['uv run ', 'A=1 ', 'uv --quiet ', ' #', '-p a '])('a line of 5,000 times %j is read to its end', (part) => {
  expect(withoutHanging(part, () => plainCommand(`uv ${part.repeat(5000)}`))).toBeDefined();
});

test('400,000 blanks without a comment behind them are read to their end', () => {
  const line = `a${' '.repeat(400_000)}b`;
  expect(withoutHanging('blanks', () => plainCommand(line))).toBe(line);
});
