import { expect, test } from 'vitest';
import { ScriptCommands, scriptCommands } from '../../../src/python/entrypoints/container-script';

const MODES = '#!/bin/bash\nset -e\ncase "${1:-web}" in\n  web|server)\n    python manage.py migrate\n    exec gunicorn shop.wsgi -b :$PORT\n    ;;\n  worker) exec celery -A shop worker ;;\n  *)\n    exec "$@"\n    ;;\nesac\n';
const COMPARED = 'if [ "$1" = "celery" ]; then\n  exec celery -A shop worker\nelif [ "$1" == \'beat\' ]; then\n  exec celery -A shop beat\nfi\nexec "$@"\n';

test.each<[string, string, string[], Partial<ScriptCommands>]>([
  ['the given command', '#!/bin/sh\nset -e\nexec "$@"\n', ['shop', 'serve'], { line: 'shop serve', before: [] }],
  ['the given command by a tool', 'exec poetry run "$@"\n', ['shop'], { line: 'poetry run shop' }],
  ['its own command', 'python manage.py migrate --noinput\necho started\nexec gunicorn shop.wsgi \\\n  --workers 2\n', [], { line: 'gunicorn shop.wsgi --workers 2', before: ['python manage.py migrate --noinput'] }],
  ['its own command with what it is given', 'exec gunicorn shop.wsgi "$@"\n', ['-w', '3'], { line: 'gunicorn shop.wsgi -w 3' }],
  ['its own command, whatever it is given', 'uvicorn shop:app\n', ['web'], { line: 'uvicorn shop:app' }],
  ['a server that never ends, before the given command', 'gunicorn shop.wsgi\nexec "$@"\n', ['bash'], { line: 'gunicorn shop.wsgi' }],
  ['conditions in front', 'if [ "$MIGRATE" = "1" ]; then\n  flask db upgrade || exit 1\nfi\nuntil nc -z db 5432; do sleep 1; done\nexec uvicorn shop:app\n', [], { line: 'uvicorn shop:app', before: [] }],
  ['one line', 'python manage.py migrate && cd src && gunicorn shop.wsgi', [], { line: 'gunicorn shop.wsgi', before: ['python manage.py migrate'], folder: 'src' }],
  ['the branch for a word', MODES, ['server'], { line: 'gunicorn shop.wsgi -b :$PORT', before: ['python manage.py migrate'] }],
  ['the branch of one line', MODES, ['worker'], { line: 'celery -A shop worker', before: [] }],
  ['the branch for nothing', MODES, [], { line: 'gunicorn shop.wsgi -b :$PORT' }],
  ['the branch for anything else', MODES, ['python', 'a.py'], { line: 'python a.py' }],
  ['a word that is compared', COMPARED, ['beat'], { line: 'celery -A shop beat' }],
  ['a word that is not', COMPARED, ['python', 'a.py'], { line: 'python a.py' }],
  ['a function is none', 'migrate() {\n  python manage.py migrate\n}\nmigrate\nexec "$@"\n', ['shop', 'serve'], { line: 'shop serve', before: [] }],
  ['nothing that empties a database, and no guarded steps', 'python manage.py flush --no-input\npython manage.py migrate\nif [ "$1" = "test" ]; then\n  python -m pytest\nfi\nexec "$@"\n', ['gunicorn', 'a'], { line: 'gunicorn a', before: ['python manage.py migrate'] }],
  ['no text for another program', 'cat > a <<EOF\npython manage.py migrate\nEOF\nexec gunicorn a\n', [], { line: 'gunicorn a', before: [] }],
])('%s', (_what, text, given, expected) => {
  expect(scriptCommands(text, given)).toMatchObject(expected);
});

test.each([
  ['several programs at once', 'python bot.py &\ngunicorn shop.wsgi &\nwait\n', []], ['nothing that it is given', 'exec "$@"\n', []], ['nothing', '#!/bin/sh\n', ['shop']], ['a function of its own', 'start() {\n  gunicorn a\n}\nstart\n', []], ['a program behind another', 'python worker.py &\nexec gunicorn a\n', []],
])('nothing is sure of %s', (_what, text, given) => {
  expect(scriptCommands(text, given).line).toBeUndefined();
});
