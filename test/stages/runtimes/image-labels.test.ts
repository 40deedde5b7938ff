import { expect, test } from 'vitest';
import { PythonAppProps } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT } from '../../support/projects';
import { readStage } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const app = (props: Partial<PythonAppProps> = {}) => testApp({ source: folderWith(FLAT), ...props });
const labelsOf = (one = app()) => readStage(one.runtime).lines.filter((line) => line.startsWith('LABEL')).join('');
const OCI = 'org.opencontainers.image';

test('are what the project says of itself, in the last stage', () => {
  expect(labelsOf()).toBe(`LABEL ${OCI}.title=greeter ${OCI}.version=1.0`);
  expect(readStage(app().runtime, 'runtime-environment').lines.join()).not.toContain('LABEL');
});

test('are not there when nothing is said', () => {
  expect(labelsOf(scriptApp(pinned('idna')))).toBe('');
});

test('of the app go before those of the project; an empty one takes one away', () => {
  expect(labelsOf(app({ labels: { [`${OCI}.title`]: 'The $1 Greeter', [`${OCI}.version`]: '', team: 'shop' } }))).toBe(`LABEL ${OCI}.title='The $1 Greeter' team=shop`);
});

test('that were added to a stage are not overruled', () => {
  const one = app();
  one.runtime.environment.addLabel(`${OCI}.title`, 'Mine');
  one.runtime.addLabel(`${OCI}.version`, '2');
  expect(labelsOf(one)).toBe(`LABEL ${OCI}.version=2`);
});

test('say the revision only if they are told it, and then it is part of the hash', () => {
  const hash = (props: Partial<PythonAppProps> = {}) => app(props).assetHash;
  expect(labelsOf(app({ revision: 'abc123' }))).toContain(`${OCI}.revision=abc123`);
  expect(new Set([hash(), hash(), hash({ revision: 'abc123' }), hash({ revision: 'def456' })]).size).toBe(3);
});

test('fails for a value that is known only when the stack is deployed', () => {
  expect(() => app({ revision: '${Token[TOKEN.1]}' }).image).toThrow(coded('TokenInDockerfile', /TOKEN/));
});
