import { expect, test } from 'vitest';
import { Dependencies, DevStage, PythonApp, TestStage } from '../../../src';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';
import { readStages } from '../../support/read-stages';
import { pinned } from '../../support/script-app';

const FILES = { 'main.py': 'print(1)\n', 'requirements.txt': pinned('idna'), 'requirements-dev.txt': pinned('idna', 'pytest'), 'tests/test_main.py': '', 'pyproject.toml': '[tool.pytest.ini_options]\n' };
const dependencies = Dependencies.fromRequirements({ file: 'requirements-dev.txt' });
const appOf = (props: { user?: string } = {}) => testApp({ source: folderWith(FILES), dependencies: Dependencies.fromRequirements(), ...props });

function testsOf(app: PythonApp, props: { files?: string[]; command?: string[] } = {}): TestStage {
  return new TestStage(app, 'Test', { runtime: app.runtime, dependencies, ...props });
}

test('the tests run in the environment of the image, with what only they need, as its user', () => {
  const stages = readStages(testsOf(appOf({ user: '5:6' })));
  expect(stages.test).toMatchObject({
    from: 'runtime-environment',
    lines: [
      'ENV PYTEST_ADDOPTS="-p no:cacheprovider"',
      'COPY --link --from=test-builder /out/ /',
      'COPY --link --from=test-builder-application /out/ /',
      'COPY files/tests /app/tests',
      'COPY files/pyproject.toml /app/pyproject.toml',
      'WORKDIR /app', 'USER 5:6', 'RUN pytest', 'ENTRYPOINT ["pytest"]',
    ],
  });
  expect(stages['test-builder'].runs[0].commands.join('\n')).toContain('requirements-dev.txt');
});

test('a target for development runs nothing in the build', () => {
  const app = appOf();
  const { dev } = readStages(new DevStage(app, 'Dev', { runtime: app.runtime, dependencies }));
  expect(dev.lines.slice(-2)).toEqual(['USER 10001:10001', 'ENTRYPOINT ["python"]']);
  expect(dev.runs).toEqual([]);
});

test('other files, another command', () => {
  const { lines } = readStages(testsOf(appOf(), { files: ['requirements-dev.txt'], command: ['python', '-m', 'unittest'] })).test;
  expect(lines.filter((line) => line.startsWith('COPY files'))).toEqual(['COPY files/requirements-dev.txt /app/requirements-dev.txt']);
  expect(lines.slice(-2)).toEqual(['RUN python -m unittest', 'ENTRYPOINT ["python", "-m", "unittest"]']);
});

test('the image has nothing of them', () => {
  const app = appOf();
  testsOf(app);
  expect(app.image.dockerfile).not.toMatch(/dev\.txt|AS test/);
  expect(app.image.contextFiles.filter((file) => /requirements-dev|tests/.test(file))).toEqual([]);
});
