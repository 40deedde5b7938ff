import { expect, test } from 'vitest';
import { buildSteps } from '../../../src/python/entrypoints/build-steps';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { folderWith } from '../../support/folder';

const steps = (files: Record<string, string>, ...packages: string[]) => buildSteps(SourceFolder.open(folderWith({ 'main.py': '', ...files })), packages);
const docker = (...lines: string[]) => ({ Dockerfile: ['FROM python:3.13', ...lines, ''].join('\n') });

test.each<[string, string, RegExp]>([
  ['RUN playwright install --with-deps chromium', 'playwright install --with-deps chromium', /PLAYWRIGHT_BROWSERS_PATH: '\/opt\/browsers' \}, and app\.runtime\.environment\.addRun\(\['playwright', 'install', 'chromium'\]\)$/],
  ['RUN pip install -r r.txt && python -m playwright install', 'playwright install', /\['playwright', 'install', 'chromium'\]/],
  ['RUN python -m nltk.downloader -d /data punkt stopwords', 'nltk.downloader -d /data punkt stopwords', /\['python', '-m', 'nltk\.downloader', '-d', '\/usr\/local\/share\/nltk_data', 'punkt', 'stopwords'\]/],
  ['RUN ["python", "-m", "nltk.downloader", "punkt"]', 'nltk.downloader punkt', /'punkt'\]/],
  ['RUN python -c "import nltk; nltk.download(\'wordnet\')"', "nltk.download('wordnet'", /'wordnet'\]/],
  ['RUN python -m spacy download en_core_web_sm', 'spacy download en_core_web_sm', /^the model in the dependencies: en_core_web_sm @ https:\/\/github\.com\/explosion\/spacy-models/],
  ['RUN python manage.py compilemessages', 'manage.py compilemessages', /\.mo files in the source/],
  ['RUN python scripts/fetch_model.py --size small', 'python scripts/fetch_model.py --size small', /^app\.runtime\.addRun\(\['python', 'scripts\/fetch_model\.py', '--size', 'small'\]\)$/],
])('%s', (line, step, write) => {
  expect(steps(docker(line))).toEqual([{ file: 'Dockerfile', step, write: expect.stringMatching(write) }]);
});

test.each(['RUN pip install playwright', 'RUN python -m pip install .', 'RUN python manage.py collectstatic --noinput', 'RUN python setup.py install', 'RUN python -m venv /venv', 'RUN playwright install-deps', 'RUN echo python'])('nothing is said of %s', (line) => {
  expect(steps(docker(line))).toEqual([]);
});

test('a front end that another stage builds, corpora in a file of their own, browsers that a package wants', () => {
  expect(steps({ Dockerfile: 'FROM node:22 AS web\nRUN npm ci && npm run build\nFROM python:3.13\nCOPY --from=web /out /static\n' })).toMatchObject([{ step: 'npm run build', write: expect.stringMatching(/addCopyArtifact/) }]);
  expect(steps({ 'nltk.txt': 'punkt\nwordnet\n' })).toMatchObject([{ file: 'nltk.txt', write: expect.stringMatching(/'punkt', 'wordnet'\]/) }]);
  expect(steps({}, 'playwright')).toMatchObject([{ file: 'playwright' }]);
  expect(steps(docker('RUN playwright install firefox'), 'playwright')).toMatchObject([{ file: 'Dockerfile', write: expect.stringMatching(/'firefox'/) }]);
  expect(steps({}, 'idna')).toEqual([]);
});
