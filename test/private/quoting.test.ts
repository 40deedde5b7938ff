import { describe, expect, test } from 'vitest';
import * as quote from '../../src/private/quoting';

describe('plain values stay as they are', () => {
  test.each([
    [quote.shellWord('--no-dev'), '--no-dev'],
    [quote.shellWord('A=b'), 'A=b'],
    [quote.dockerWord('/usr/local/bin:/usr/bin', 'x'), '/usr/local/bin:/usr/bin'],
    [quote.copyPaths(['a/b.py', 'c'], '/app/'), 'a/b.py c /app/'],
    [quote.mountFlag([['type', 'cache'], ['target', '/root/.cache/uv']]), '--mount=type=cache,target=/root/.cache/uv'],
    [quote.flag('chown', '1000:1000'), '--chown=1000:1000'],
    [quote.jsonArgv(['a', 'b c'], 'x'), '["a", "b c"]'],
    [quote.copyTextTarget('/etc/pip.conf'), '/etc/pip.conf'],
    [quote.prependedPath(['/app/.venv/bin', '/opt/bin']), '/app/.venv/bin:/opt/bin:$PATH'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });
});

describe('special values are quoted', () => {
  test.each([
    [quote.shellWord("it's $HOME"), "'it'\\''s $HOME'"],
    [quote.shellWord(''), "''"],
    [quote.shellWord('A=b', true), "'A=b'"],
    [quote.shellWord('if', true), "'if'"],
    [quote.shellWord('--x', true), "'--x'"],
    [quote.dockerWord('', 'x'), '""'],
    [quote.dockerWord('a "$b" \\c', 'x'), "'a \"$b\" \\c'"],
    [quote.dockerWord("it's \"$b\" \\c", 'x'), '"it\'s \\"\\$b\\" \\\\c"'],
    [quote.dockerName('a b', 'x'), '"a b"'],
    [quote.copyPaths(['--x'], '/app'), '["--x", "/app"]'],
    [quote.copyPaths(['a b'], '/app'), '["a b", "/app"]'],
    [quote.copyPaths(['\ufeffa'], '/b'), '["\\\\\ufeffa", "/b"]'],
    [quote.copyPaths(['a '], '/app '), '["a[ ]", "/app "]'],
    [quote.copyPaths(['$a*'], '/$b*'), '["\\\\$a[\\\\\\\\*]", "/\\\\$b*"]'],
    [quote.volumePaths(['/a $b']), '["/a \\\\$b"]'],
    [quote.mountFlag([['type', 'bind'], ['source', 'a b,c']]), '--mount=type=bind,\\"source=a\\ b,c\\"'],
    [quote.prependedPath(['/a b']), '"/a b":$PATH'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });
});

test('a here-document ends with a word that is no line of it', () => {
  expect([quote.heredocEnd('a\n'), quote.heredocEnd('a\nEOF'), quote.heredocEnd('EOF\r\n EOF2\nEOF3')]).toEqual(['EOF', 'EOF2', 'EOF2']);
});

test('every line of a comment is one', () => {
  expect(quote.commentLines('a\n\r\nFROM x\rb')).toEqual(['# a', '#', '# FROM x', '# b']);
});

describe('fails for what cannot be written', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['a line break in ENV', () => quote.dockerWord('a\nb', 'the value of ENV A'), /^the value of ENV A cannot.*\n  found: +"a\\nb"\n.*one line/],
    ['NUL in ENV', () => quote.dockerWord('a\0', 'x'), /no NUL/],
    ['a lone surrogate in ENV', () => quote.dockerWord('a\ud800', 'x'), /surrogate/],
    ['an empty name', () => quote.dockerName('', 'the name of a LABEL'), /the name of a LABEL is empty/],
    ['= in a name', () => quote.dockerName('a=b', 'x'), /no "=" in a name/],
    ['NUL in a shell word', () => quote.shellWord('\0'), /no process/],
    ['a lone surrogate in a shell word', () => quote.shellWord('\udc00x'), /surrogate/],
    ['NUL in an argument', () => quote.jsonArgv(['\0'], 'x'), /no process/],
    ['an empty source', () => quote.copyPaths([''], '/'), /a source of COPY is empty/],
    ['an empty target', () => quote.copyPaths(['a'], ''), /the target of COPY is empty/],
    ['NUL in a path', () => quote.copyPaths(['a\0'], '/'), /no path/],
    ['a control character in a path of the source', () => quote.contextSource('a\tb'), /no control character/],
    ['a wildcard class in the source of a mount', () => quote.contextMountSource('a[b]'), /no "\[" and no backslash/],
    ['a backslash in the source of a mount', () => quote.contextMountSource('a\\b'), /no "\[" and no backslash/],
    ['a blank at the end of the source of a mount', () => quote.contextMountSource('a '), /no blank at the end/],
    ['a blank at the end of a volume', () => quote.volumePaths(['/a\u0085']), /no blank at its ends/],
    ['a blank in the target of a text', () => quote.copyTextTarget('/a b'), /no blank/],
    ['a line break in the target of a text', () => quote.copyTextTarget('/a\nb'), /one line/],
    ['beyond ASCII in a mount', () => quote.mountFlag([['type', 'bind'], ['source', 'ü']]), /^a RUN --mount of type bind cannot.*\n.*\n.*ASCII/],
    ['a line break in a flag', () => quote.flag('chown', 'a\nb'), /^--chown cannot/],
    ['a colon in a folder of PATH', () => quote.prependedPath(['/a:b']), /no ":"/],
    ['NUL in a here-document', () => quote.heredocEnd('\0'), /no NUL/],
    ['a lone surrogate in a comment', () => quote.commentLines('\ud83d'), /surrogate/],
    ['a line that the parser does not read', () => quote.checkedLines(['x', 'é'.repeat(32_768)], 'a value'), /a value is too long.*\n.*65536 bytes/],
  ])('%s', (_, write, message) => {
    expect(write).toThrow(expect.objectContaining({ name: 'Unquotable', message: expect.stringMatching(message) }));
  });

  test('the longest line is read', () => {
    const line = 'x'.repeat(65_535);
    expect(quote.checkedLines([line], 'x')).toEqual([line]);
  });
});
