import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { PythonApp, SlimRuntimeStage } from '../../src';
import { testStack } from '../support/app';
import { folderWith } from '../support/folder';
import { SCRIPT } from '../support/projects';

function warningsOf(environment: Record<string, string>, change: (app: PythonApp) => void = () => undefined): string[] {
  const stack = testStack();
  const app = new PythonApp(stack, 'Api', { source: folderWith(SCRIPT), environment });
  change(app);
  expect(app.image.dockerfile).toContain('FROM');
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('look like secrets')).map(({ entry }) => entry.data as string);
}

test.each([
  ['DB_PASSWORD', 'hunter2'], ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI'], ['GITHUB_TOKEN', 'abc'], ['SECRET_KEY', 'change-me'], ['STRIPE_API_KEY', 'abc'],
  ['DATABASE_URL', 'postgresql://shop:hunter2@db.example/shop'], ['KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
])('warns of the variable %s', (name, value) => {
  const [warning, ...others] = warningsOf({ [name]: value });
  expect(others).toEqual([]);
  expect(warning).toMatch(new RegExp(`${name} of Stack/Api/Runtime`));
  expect(warning).toMatch(/secrets: \{ NAME: ecs\.Secret/);
  expect(warning).not.toContain(value);
});

test.each([
  ['DB_PASSWORD_FILE', '/run/secrets/db'], ['SECRET_KEY', ''], ['CSRF_TOKEN', 'true'], ['TOKENIZERS_PARALLELISM', 'false'], ['DATABASE_URL', 'postgresql://db.example/shop'], ['GREETING', 'hello'],
  ['KEYBOARD', 'qwerty'],
])('says nothing of the variable %s=%s', (name, value) => {
  expect(warningsOf({ [name]: value })).toEqual([]);
});

test('warns of variables and build arguments that were added', () => {
  const [warning] = warningsOf({}, (app) => {
    const runtime = new SlimRuntimeStage(app, 'Runtime');
    runtime.addArg('PYPI_TOKEN', 'abc');
    runtime.environment.addEnv('API_KEY', 'abc');
  });
  expect(warning).toMatch(/API_KEY of Stack\/Api\/Runtime, PYPI_TOKEN of Stack\/Api\/Runtime\./);
});
