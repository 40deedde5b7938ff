import { expect, test } from 'vitest';
import { CopiedPaths } from '../../../src/python/source/copied-paths';
import { ownDockerfile } from '../../../src/python/source/own-dockerfile';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { folderWith } from '../../support/folder';

const FILES = { 'main.py': '', 'start.sh': '', 'src/app.py': '', 'src/jobs/run.py': '', 'docker/entrypoint.sh': '', 'docker/other.py': '' };
const paths = (...lines: string[]) => {
  const source = SourceFolder.open(folderWith({ ...FILES, Dockerfile: lines.join('\n') }));
  return new CopiedPaths(source, ownDockerfile(source)?.instructions ?? []);
};

test.each<[string, string[], string, string | undefined]>([
  ['a copy of everything', ['WORKDIR /srv', 'COPY . .'], '/srv/src/app.py', 'src/app.py'],
  ['from where it starts', ['COPY . /srv', 'WORKDIR /srv/src'], 'app.py', 'src/app.py'],
  ['a folder under another name', ['COPY ./src /code/lib'], '/code/lib/jobs/run.py', 'src/jobs/run.py'],
  ['the contents of a folder', ['WORKDIR /srv', 'COPY --chown=a:a src/ ./'], './app.py', 'src/app.py'],
  ['a file under another name', ['COPY docker/entrypoint.sh /start'], '/start', 'docker/entrypoint.sh'],
  ['files in a folder', ['COPY ["start.sh", "docker/entrypoint.sh", "/usr/local/bin/"]'], '/usr/local/bin/entrypoint.sh', 'docker/entrypoint.sh'],
  ['a program on PATH', ['COPY docker/entrypoint.sh /usr/local/bin/'], 'entrypoint.sh', 'docker/entrypoint.sh'],
  ['variables', ['ARG ROOT=/opt', 'ENV APP_HOME="$ROOT/app"', 'WORKDIR $APP_HOME', 'COPY src .'], '/opt/app/app.py', 'src/app.py'],
  ['what another stage made, by the end of the path', ['COPY --from=builder /srv /srv'], '/srv/src/app.py', 'src/app.py'],
  ['nothing that leads out', ['COPY ../a /a'], '/a/../../start.py', undefined],
  ['nothing that is not there', ['COPY . /srv'], '/srv/none.py', undefined],
])('%s', (_what, lines, word, expected) => {
  expect(paths(...lines).fileAt(word)).toBe(expected);
});

test('the folder that a container starts in, and the variables that it has', () => {
  expect(paths('WORKDIR /srv', 'COPY . .').folder()).toBe('');
  expect(paths('COPY . /srv', 'WORKDIR /srv', 'WORKDIR src').folder()).toBe('src');
  expect(paths('WORKDIR /srv', 'COPY requirements.txt .', 'COPY src .').folder()).toBe('src');
  expect(paths('COPY . /srv').folder()).toBe('');
  expect(paths('COPY . /srv').folderAt('src')).toBe('src');
  expect([...paths('ARG A=1', 'ENV B=2 C="3 4"', 'ENV D 5 6').environment]).toEqual([['B', '2'], ['C', '3 4'], ['D', '5 6']]);
});
