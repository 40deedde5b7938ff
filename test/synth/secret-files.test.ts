import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { PythonApp } from '../../src';
import { testStack } from '../support/app';
import { folderWith } from '../support/folder';
import { SCRIPT } from '../support/projects';

const KEY = '-----BEGIN PRIVATE KEY-----\n';

function imageOf(files: Record<string, string>) {
  const stack = testStack();
  const { contextFiles } = new PythonApp(stack, 'Api', { source: folderWith({ ...SCRIPT, ...files }) }).image;
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('look like secrets')).map(({ entry }) => entry.data as string);
  return { own: contextFiles.filter((file) => file.startsWith('app/')), warnings };
}

test('leaves out what is a secret and nothing else', () => {
  const secrets = ['id_rsa', 'deploy/id_ed25519', '.ssh/config', '.aws/credentials', '.netrc', '.pypirc', '.npmrc', '.env', '.env.local', '.git-credentials'];
  expect(imageOf({ ...Object.fromEntries(secrets.map((file) => [file, KEY])), 'id_rsa.pub': 'ssh-rsa AAAA' })).toEqual({ own: ['app/id_rsa.pub', 'app/main.py'], warnings: [] });
});

test.each([
  ['certs/server.key', KEY], ['key.pem', KEY.replace('PRIVATE', 'RSA PRIVATE')], ['service-account.json', `{"private_key": "${KEY.trim()}"}`], ['.streamlit/secrets.toml', ''], ['secrets.json', '{}'],
  ['store.p12', ''],
])('warns of %s, with the line for .dockerignore', (file, text) => {
  const { warnings: [warning, ...others] } = imageOf({ [file]: text });
  expect(others).toEqual([]);
  expect(warning).toContain(`would be in the image: ${file}. Write them into .dockerignore of the source folder, one line each (${file})`);
  expect(imageOf({ [file]: text, '.dockerignore': `${file}\n` }).warnings).toEqual([]);
});

test.each([['ca.pem', '-----BEGIN CERTIFICATE-----\n'], ['words.key', 'C major'], ['data.json', '{"private": 1}'], ['secrets.py', '']])('says nothing of %s', (file, text) => {
  expect(imageOf({ [file]: text }).warnings).toEqual([]);
});
