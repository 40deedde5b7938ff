import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImagePlatform } from '../../../src/dockerfile';
import { markerEnvironment } from '../../../src/python/dependencies/install-target';
import { evaluateMarker, Marker, markerExtras, parseMarker } from '../../../src/python/syntax/marker';
import { SyntaxProblem } from '../../../src/python/syntax/syntax-problem';

const environment = markerEnvironment({
  python: { implementation: 'cpython', version: '3.13', path: '/usr/local/bin/python3.13' }, platform: ImagePlatform.LINUX_ARM64,
}, ['images']);
const holds = (text: string) => evaluateMarker(parseMarker(text), environment);

test.each([
  ['python_version >= "3.8"', true],
  ['python_version < "3.9"', false],
  ['"3.8" <= python_version', true],
  ["python_version in '3.12 3.13'", true],
  ["python_version not in '3.12 3.13'", false],
  ['python_full_version >= "3.13.4"', true],
  ['python_version == "3.*"', true],
  ['sys_platform == "win32" or platform_machine == "aarch64"', true],
  ['sys_platform == "win32" and python_version < "4" or os_name == "posix"', true],
  ['sys_platform == "win32" and (python_version < "4" or os_name == "posix")', false],
  ['os.name == "posix" and sys.platform == "linux" and platform.machine != "x86_64"', true],
  ['python_implementation == "CPython"', true],
  ['implementation_name == "pypy"', false],
  ['"linux" in sys_platform', true],
  ['extra == "images"', true],
  ['extra == "Images"', true],
  ['extra != "other" and extra != "images"', false],
  ['"images" in extras', true],
  ['platform_release >= "5"', false],
  ['os_name < "z"', false],
  ['os_name ~= "posix"', false],
])('%s: %s', (text, expected) => {
  expect(holds(text)).toBe(expected);
});

test.each([
  ['', 0], ['python_version', 14], ['python_version >=', 17], ['python_version >= 3.8', 18], ['"a" == "b"', 0], ['(os_name == "posix"', 19],
  ['os_name == "posix" and', 22], ['os_name == "posix" xor os_name == "nt"', 19], ['os_name = "posix"', 8], ['os_nam == "posix"', 0], ['os_name not "x"', 8],
])('fails to read %j at %i', (text, position) => {
  expect(() => parseMarker(text)).toThrow(SyntaxProblem);
  try {
    parseMarker(text);
  } catch (error) {
    expect((error as SyntaxProblem).position).toBe(position);
  }
});

test('fails at a thousand parentheses without an overflow', () => {
  expect(() => parseMarker(`${'('.repeat(1000)}os_name == "posix"${')'.repeat(1000)}`)).toThrow(SyntaxProblem);
});

test('no marker always holds', () => {
  expect(evaluateMarker(undefined, environment)).toBe(true);
});

test('tells the extras that it asks for', () => {
  expect(markerExtras(parseMarker('extra == "A_b" or ("c" == extra and extra != "d")'))).toEqual(['a-b', 'c']);
  expect(markerExtras(undefined)).toEqual([]);
});

describe('properties', () => {
  const comparison = fc.record({
    variable: fc.constantFrom('python_version', 'sys_platform', 'platform_machine', 'implementation_name'),
    operator: fc.constantFrom('==', '!=', '<', '>=', 'in', 'not in'),
    value: fc.constantFrom('3.13', '3.9', 'linux', 'win32', 'aarch64', 'cpython'),
  }).map(({ variable, operator, value }) => `${variable} ${operator} '${value}'`);
  const marker = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof({ depthSize: 'small' }, comparison,
      fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a}) and (${b})`),
      fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a}) or (${b})`)),
  })).any;

  test('and, or and parentheses mean what they mean', () => {
    fc.assert(fc.property(marker, marker, (a, b) => {
      expect(holds(`(${a}) and (${b})`)).toBe(holds(a) && holds(b));
      expect(holds(`(${a}) or (${b})`)).toBe(holds(a) || holds(b));
      expect(holds(`((${a}))`)).toBe(holds(a));
    }));
  });

  test('spaces and quotes do not matter', () => {
    fc.assert(fc.property(marker, (text) => {
      expect(parseMarker(text.replace(/'/g, '"').replace(/ /g, '  '))).toEqual<Marker>(parseMarker(text));
    }));
  });

  test('fails by no other exception on any text', () => {
    const words = fc.array(fc.constantFrom('(', ')', 'and', 'or', 'not', 'in', '"', "'", 'os_name', '==', 'x', ' ', 'extra'), { maxLength: 12 });
    fc.assert(fc.property(fc.oneof(fc.string(), words.map((list) => list.join(' '))), (text) => {
      try {
        expect(typeof evaluateMarker(parseMarker(text), environment)).toBe('boolean');
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxProblem);
      }
    }));
  });
});
