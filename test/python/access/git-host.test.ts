import { describe, expect, test } from 'vitest';
import { BuildSecret } from '../../../src/dockerfile';
import { GitHost } from '../../../src/python';
import { coded } from '../../support/coded';

const KEY = 'git.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==';

test('takes a token or the keys of the host', () => {
  expect(GitHost.https({ host: 'git.example:8443', token: BuildSecret.fromEnvironment('T') }))
    .toMatchObject({ host: 'git.example:8443', _data: { username: 'x-access-token' } });
  expect(GitHost.ssh({ host: 'git.example', knownHosts: [KEY, '@cert-authority *.example ecdsa-sha2-nistp256 AAAA comment'] })._data.knownHosts).toHaveLength(2);
});

describe('fails', () => {
  test.each(['https://git.example', 'git.example/team', '', 'a b', "a'b"])('for the host %j', (host) => {
    expect(() => GitHost.https({ host, token: BuildSecret.fromEnvironment('T') })).toThrow(coded('GitHostInvalid', /the host of GitHost\.https is none/));
  });

  test.each([[[]], [['ssh-ed25519 AAAA']], [[`${KEY}\nother ssh-rsa AAAA`]]])('for the keys %j', (knownHosts) => {
    expect(() => GitHost.ssh({ host: 'git.example', knownHosts })).toThrow(coded('GitHostInvalid', /ssh-keyscan git\.example/));
  });

  test('without keys, as a program without types may', () => {
    expect(() => GitHost.ssh({ host: 'git.example' } as never)).toThrow(coded('PropInvalid', /knownHosts of GitHost\.ssh are missing[^]*ssh-keyscan/));
  });
});
