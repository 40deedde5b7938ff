import { expect, test } from 'vitest';
import { RuntimeUser } from '../../../src/stages/runtimes/runtime-user';
import { coded } from '../../support/coded';
import { pinned, scriptApp } from '../../support/script-app';

test.each([
  ['10001:10001', 'app:x:10001:10001::/tmp:/usr/sbin/nologin', 'app:x:10001:'],
  ['1:2', 'app:x:1:2::/tmp:/usr/sbin/nologin', 'app:x:2:'],
  ['999999999:65534', 'app:x:999999999:65534::/tmp:/usr/sbin/nologin', 'app:x:65534:'],
])('%s has its lines in passwd and group', (spec, passwdLine, groupLine) => {
  expect(new RuntimeUser(spec)).toMatchObject({ spec, passwdLine, groupLine });
});

test.each(['1:0', 'app', 'app:app', '1:2:3', '01:1', '-1:1', '1:1 ', ' 1:1', '1:1\n', '1000000000:1', "1:1';id;'", ''])('fails for %j', (spec) => {
  expect(() => new RuntimeUser(spec)).toThrow(coded('UserInvalid', /not written as two numbers[^]*user: '10001:10001'/));
});

test.each([
  ['0:0', /the app would run as root[^]*write: {4}user: '10001:10001'/],
  ['root', /the app would run as root/],
  ['1000', /not written as two numbers[^]*write: {4}user: '1000:1000'/],
])('fails for %j, and says what is meant', (spec, message) => {
  expect(() => new RuntimeUser(spec)).toThrow(coded('UserInvalid', message));
});

test('fails at the runtime that has it, whoever said it', () => {
  const app = scriptApp(pinned('idna'), { user: 'nobody' });
  expect(() => app.runtime).toThrow(coded('UserInvalid', /^Stack\/Api\/Runtime: .*\n.*"nobody"/));
});
