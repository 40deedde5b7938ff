import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isImmutable, parseEntry } from '../../../src/python/locks/requirements-entry';
import { SyntaxProblem } from '../../../src/python/syntax/syntax-problem';

const read = (text: string, editable = false) => {
  const { requirement, path } = parseEntry(text, editable, []);
  return { name: requirement.name, extras: requirement.extras, url: requirement.url, path, marker: requirement.marker !== undefined };
};

test.each([
  ['idna==3.10', { name: 'idna' }],
  ['git+https://git.example/acme/tool.git@v1#egg=acme-tool[fast]', { name: 'acme-tool', extras: ['fast'], url: 'git+https://git.example/acme/tool.git@v1#egg=acme-tool[fast]' }],
  ['git+ssh://git@git.example/acme/tool.git', { name: 'tool' }],
  ['https://x.example/foo_bar-1.0-py3-none-any.whl ; os_name == "posix"', { name: 'foo-bar', marker: true }],
  ['https://x.example/foo-bar-1.0.tar.gz#sha256=ab', { name: 'foo-bar' }],
  ['foo @ https://x.example/a.zip', { name: 'foo', url: 'https://x.example/a.zip' }],
  ['foo @ file:///home/me/foo', { name: 'foo', path: '/home/me/foo' }],
  ['.', { path: '.' }],
  ['.[server]', { path: '.', extras: ['server'] }],
  ['./libs/my_lib', { name: 'my-lib', path: './libs/my_lib' }],
  ['../lib', { path: '../lib' }],
  ['wheels/foo-1.0-py3-none-any.whl', { name: 'foo', path: 'wheels/foo-1.0-py3-none-any.whl' }],
  ['foo-1.0.tar.gz', { name: 'foo', path: 'foo-1.0.tar.gz' }],
  ['file:///home/me/foo', { path: '/home/me/foo' }],
  ['file:.', { path: '.' }],
  ['file:libs/foo', { path: './libs/foo' }],
  ['"./my lib"', { path: './my lib' }],
  ['C:\\work\\lib', { path: 'C:\\work\\lib' }],
])('reads %j', (text, expected) => {
  expect(read(text)).toMatchObject(expected);
});

test('an editable without a scheme is a path', () => {
  expect(read('lib', true)).toMatchObject({ path: 'lib' });
  expect(read('git+https://git.example/a.git#egg=a', true)).toMatchObject({ name: 'a', path: undefined });
});

test.each([
  [`git+https://git.example/a.git@${'0'.repeat(40)}`, true], ['git+https://git.example/a.git@main', false], ['https://x.example/a.zip', false],
  ['https://x.example/a.zip#sha256=ab', true],
])('%s is always the same: %s', (url, immutable) => {
  expect(isImmutable(url)).toBe(immutable);
});

test('fails by no other exception on any text', () => {
  const bits = fc.array(fc.constantFrom('.', '/', 'a', '@', ' ', 'git+', 'https://', '#egg=', '[', ']', ';', '%', '%zz', '.whl', '==1', '"', '\\'), { maxLength: 10 });
  fc.assert(fc.property(fc.oneof(fc.string(), bits.map((list) => list.join(''))), fc.boolean(), (text, editable) => {
    try {
      expect(parseEntry(text, editable, []).requirement.name).toMatch(/^[a-z0-9]/);
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxProblem);
    }
  }), { numRuns: 1000 });
});
