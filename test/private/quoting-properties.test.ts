import { execFileSync } from 'child_process';
import * as path from 'path';
import { DockerfileParser } from 'dockerfile-ast';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as quote from '../../src/private/quoting';
import { expandWord, readCopyPaths, readDockerfile, readJson, readMount, readPairs } from '../support/docker-reader';
import { hostileAscii, hostileLine, hostileText, sampleOf } from '../support/hostile';

function holds<T>(arbitrary: fc.Arbitrary<T>, body: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, body), { numRuns: 2000 });
}

/** The one string that a Go wildcard pattern matches: nothing special is left outside of classes of one character, and no blank at the end. */
function literalOf(pattern: string): string {
  expect(pattern.replace(/\[(\\[^]|\s|\x85)\]/g, '')).not.toMatch(/[*?[\\^]/);
  expect(pattern).not.toMatch(/[\s\x85]$/);
  return pattern.replace(/\[\\?([^])\]/g, '$1');
}

describe('what is written is read back', () => {
  test('values of ENV and LABEL, also after each other', () => {
    holds(fc.array(hostileLine, { minLength: 1, maxLength: 3 }), (values) => {
      const text = `ENV ${values.map((value, n) => `K${n}=${quote.dockerWord(value, 'x')}`).join(' \\\n    ')}`;
      expect(readDockerfile(text).map(({ rest }) => readPairs(rest))).toEqual([values.map((value, n) => [`K${n}`, value])]);
    });
  });

  test('names of ENV and LABEL', () => {
    holds(hostileLine.filter((name) => name !== '' && !name.includes('=')), (name) => {
      const [{ rest }] = readDockerfile(`LABEL ${quote.dockerName(name, 'x')}=v`);
      expect(readPairs(rest)).toEqual([[name, 'v']]);
    });
  });

  test('the path of WORKDIR', () => {
    holds(hostileLine, (value) => {
      expect(readDockerfile(`WORKDIR ${quote.dockerWord(value, 'x')}`).map(({ rest }) => expandWord(rest))).toEqual([value]);
    });
  });

  test('arguments of ENTRYPOINT', () => {
    holds(fc.array(hostileText, { maxLength: 4 }), (argv) => {
      expect(readJson(readDockerfile(`ENTRYPOINT ${quote.jsonArgv(argv, 'x')}`)[0].rest)).toEqual(argv);
    });
  });

  test('paths of COPY', () => {
    holds(fc.tuple(hostileText, hostileText).filter(([a, b]) => a !== '' && b !== ''), ([source, target]) => {
      const [{ flags, rest, texts }] = readDockerfile(`COPY ${quote.copyPaths([source], target)}`);
      const [pattern, folder] = readCopyPaths(rest);
      expect([flags, texts, literalOf(pattern), folder]).toEqual([[], [], source, target]);
    });
  });

  test('fields of a mount', () => {
    holds(fc.tuple(hostileAscii, hostileAscii), ([source, target]) => {
      const [{ flags, rest }] = readDockerfile(`RUN ${quote.mountFlag([['type', 'bind'], ['source', source], ['target', target]])} true`);
      expect([flags.map(readMount), rest]).toEqual([[[['type', 'bind'], ['source', source], ['target', target]]], 'true']);
    });
  });

  test('the value of a flag', () => {
    holds(hostileAscii, (value) => {
      const [{ flags, rest }] = readDockerfile(`COPY ${quote.flag('chown', value)} a /b`);
      expect([flags.map((flag) => expandWord(flag)), rest]).toEqual([[`--chown=${value}`], 'a /b']);
    });
  });

  test('the text of a here-document', () => {
    holds(hostileText, (text) => {
      const end = quote.heredocEnd(text);
      const [first, second] = readDockerfile(`COPY <<'${end}' /x\n${text}\n${end}\nRUN true\n`);
      expect([first.texts, second.rest]).toEqual([[`${text}\n`], 'true']);
    });
  });
});

describe('a parser that others wrote sees the same instructions', () => {
  // It finds a here-document within quotes, and takes a carriage return for the end of a line; Docker does neither.
  test('around any value', () => {
    holds(hostileLine.filter((value) => !/<<|\r/.test(value)), (value) => {
      const text = [
        `ENV A=${quote.dockerWord(value, 'x')} \\`, `    B=${quote.dockerWord(value, 'x')}`,
        `COPY ${quote.copyPaths([`a${value}`], '/b')}`,
        `ENTRYPOINT ${quote.jsonArgv([value], 'x')}`,
        `RUN ${quote.shellWord('a')} ${quote.shellWord(value)} \\`, `    && ${quote.shellWord(`z${value}`, true)}`,
        `USER ${quote.dockerWord(value, 'x')}`,
      ].join('\n');
      expect(DockerfileParser.parse(text).getInstructions().map((one) => one.getKeyword())).toEqual(['ENV', 'COPY', 'ENTRYPOINT', 'RUN', 'USER']);
    });
  });

  test('around any text', () => {
    holds(hostileText.filter((text) => !text.includes('\r')), (text) => {
      const end = quote.heredocEnd(text);
      const file = DockerfileParser.parse(`COPY <<'${end}' /x\n${text}\n${end}\nRUN true\n`);
      expect(file.getInstructions().map((one) => one.getKeyword())).toEqual(['COPY', 'RUN']);
    });
  });
});

test('a shell gives the words that were meant', () => {
  const words = [...sampleOf(hostileText, 500), '', '-n', '--', '\\c', '%s', '\n', '\r', '~', '!!'];
  // With `env` in front, the name of a command is a word like others; here the quoting of a first word is read as an argument.
  const script = ['set --', ...words.map((word, n) => quote.shellWord(word, n % 2 === 0))].join(' ');
  const output = execFileSync('/bin/sh', ['-eu'], { input: `${script}\nprintf '%s\\0' "$@"\n`, cwd: path.dirname(__filename), encoding: 'utf8' });
  expect(output.split('\0').slice(0, -1)).toEqual(words);
});

test('a shell runs the command that was meant', () => {
  const names = ['if', 'for', '{', '}', '!', 'case', 'A=b', 'time', '--x', 'x y', '$a', '[['];
  const script = names.map((name) => `${quote.shellWord(name, true)} || printf '%s\\0' "$?"`).join('\n');
  const output = execFileSync('/bin/sh', [], { input: script, env: { PATH: '/nowhere' }, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
  expect(output.split('\0').slice(0, -1)).toEqual(names.map(() => '127'));
});
