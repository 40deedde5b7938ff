import { expect, test } from 'vitest';
import { RuntimeUser } from '../../src/stages/runtime-user';
import { coded } from '../support/coded';
import { pinned, scriptApp } from '../support/script-app';

test.each([
  ['10001:10001', 'app:x:10001:10001::/tmp:/usr/sbin/nologin', 'app:x:10001:'],
  ['1:2', 'app:x:1:2::/tmp:/usr/sbin/nologin', 'app:x:2:'],
  ['999999999:65534', 'app:x:999999999:65534::/tmp:/usr/sbin/nologin', 'app:x:65534:'],
])('%s has its lines in passwd and group', (spec, passwdLine, groupLine) => {
  expect(new RuntimeUser(spec)).toMatchObject({ spec, passwdLine, groupLine });
});

test.each(['0:0', '0:1', '1:0', '1', 'app', 'app:app', '1:2:3', '01:1', '-1:1', '1:1 ', ' 1:1', '1:1\n', '1000000000:1', "1:1';id;'", ''])('fails for %j', (spec) => {
  expect(() => new RuntimeUser(spec)).toThrow(coded('UserInvalid', /not written as two numbers[^]*user: '10001:10001'/));
});

test('fails at the runtime that has it, whoever said it', () => {
  const app = scriptApp(pinned('idna'), { user: 'nobody' });
  expect(() => app.runtime).toThrow(coded('UserInvalid', /^Stack\/Api\/Runtime: .*\n.*"nobody"/));
});
