import { expect, test } from 'vitest';
import { Entrypoint, PythonProject } from '../../../src/python';
import { containerNotes } from '../../../src/python/entrypoints/container-notes';
import { startNotes } from '../../../src/python/entrypoints/start-notes';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';

const APP = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', 'bot.py': 'print()\n' };
const WSGI = Entrypoint.wsgi('app:app');
const notes = (files: Record<string, string>, entrypoint = WSGI) =>
  containerNotes(PythonProject.fromFolder(folderWith({ ...APP, ...files })), entrypoint);
const docker = (...lines: string[]) => ({ Dockerfile: ['FROM python:3.13', ...lines, ''].join('\n') });

test('commands that a container runs before the app', () => {
  const script = { 'docker/start.sh': '#!/bin/sh\nflask db upgrade\nflask translate compile\nexec "$@"\n', ...docker('COPY docker/start.sh /start.sh', 'ENTRYPOINT ["/start.sh"]', 'CMD ["gunicorn", "app:app"]') };
  expect(notes(script)).toEqual([{
    id: 'before',
    text: 'docker/start.sh runs flask db upgrade, flask translate compile before the app, and the image does not',
    write: "a container of the task that runs first, or a task before the deployment, of the same image: entryPoint: ['sh', '-c', 'flask db upgrade && flask translate compile']",
  }]);
  expect(notes(docker('CMD flask db upgrade && gunicorn app:app'))).toMatchObject([{ write: expect.stringMatching(/entryPoint: \['flask', 'db', 'upgrade'\]$/) }]);
  expect(notes(docker('CMD alembic upgrade head && gunicorn app:app'))).toMatchObject([{ id: 'before', text: expect.stringMatching(/^Dockerfile runs alembic upgrade head/) }]);
  expect(notes({ Procfile: 'web: gunicorn app:app\n', ...script })).toEqual([]);
  expect(notes(docker('CMD python manage.py collectstatic && gunicorn app:app'))).toEqual([]);
});

test.each<[string, string, string, string]>([
  ['CMD ["ddtrace-run", "gunicorn", "app:app"]', 'Dockerfile starts the app by ddtrace-run, and the image starts it without', 'ddtrace-run gunicorn app:app', ''],
  ['CMD opentelemetry-instrument --traces_exporter console gunicorn app:app', 'Dockerfile starts the app by opentelemetry-instrument, and the image starts it without', 'opentelemetry-instrument --traces_exporter console gunicorn app:app', ''],
  ['CMD ["rq", "worker"]', "Dockerfile starts rq worker, and the image starts wsgi('app:app')", 'rq worker', ', where that is meant'],
])('%s', (line, text, command, end) => {
  expect(notes(docker(line))).toEqual([{ id: 'container', text, write: `entrypoint: Entrypoint.process('${command}')${end}` }]);
});

test('several programs, of supervisord and of a script', () => {
  expect(notes(docker('CMD ["supervisord", "-c", "all.conf"]'))).toEqual([{
    id: 'container', text: expect.stringMatching(/^Dockerfile starts several programs \(supervisord -c all\.conf\), and the image starts wsgi\('app:app'\) alone/), write: "another container of the same image for each of the others: entryPoint: ['…']",
  }]);
  expect(notes({ 'start.sh': 'python bot.py &\ngunicorn app:app &\nwait\n', ...docker('CMD ["./start.sh"]') })).toMatchObject([{ id: 'container', text: expect.stringMatching(/^Dockerfile starts sh start\.sh, and/) }]);
});

test('no line with a secret is shown', () => {
  expect(notes(docker('CMD ["mybin", "--password", "hunter2hunter2"]'))).toEqual([]);
  expect(notes(docker('CMD ddtrace-run gunicorn app:app --env DD_API_KEY=0123456789abcdef'))).toEqual([]);
  expect(notes(docker('CMD python manage.py migrate --password hunter2hunter2 && gunicorn app:app'))).toEqual([]);
  const options = { ...APP, ...docker('CMD ["gunicorn", "app:app", "--env", "SECRET_KEY=ghp_0123456789abcdefghij"]') };
  expect(startNotes(PythonProject.fromFolder(folderWith(options)), WSGI)).toEqual([]);
});

test.each([
  ['CMD ["/usr/bin/supervisord", "-n"]', /starts several programs \(\/usr\/bin\/supervisord -n\)/],
  ['CMD gunicorn app:app & python bot.py', /starts several programs \(gunicorn app:app & python bot\.py\)/],
  ['CMD ["python", "-c", "import bot; bot.main()"]', /^Dockerfile starts python -c/],
])('%s', (line, text) => {
  expect(notes(docker(line))).toMatchObject([{ id: 'container', text: expect.stringMatching(text) }]);
});

test('nothing is said of a site that its Dockerfile serves for development', () => {
  expect(notes({ 'manage.py': 'import django\n', ...docker('CMD python manage.py runserver 0.0.0.0:8000') })).toEqual([]);
});

test.each(['CMD gunicorn app:app', 'CMD ["python", "app.py"]', 'CMD flask run', 'CMD ["bash"]', 'CMD ["pytest"]', 'CMD ["python", "-m", "gone"]', 'CMD gunicorn gone:app', 'CMD ["app.handler"]', 'RUN a'])('nothing is said of %s', (line) => {
  expect(notes(docker(line))).toEqual([]);
});

test('they are told where the image is made, and not where an entry point is given', () => {
  const files = { ...APP, 'requirements.txt': 'flask\ngunicorn\n', ...docker('CMD flask db upgrade && gunicorn app:app') };
  expect(testApp({ source: folderWith(files) }).image.node.metadata).toEqual([expect.objectContaining({ type: 'aws:cdk:info', data: expect.stringMatching(/runs flask db upgrade before the app[^]*cdk-python-images:before/) })]);
  expect(testApp({ source: folderWith(files), entrypoint: WSGI }).image.node.metadata).toEqual([]);
});
