import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stageNameOf } from '../../src/dockerfile/stage-name';
import { coded } from '../support/coded';

test.each([
  [['Runtime'], 'runtime'],
  [['MyHTTPStage'], 'my-http-stage'],
  [['Runtime', 'Check'], 'runtime-check'],
  [['Python3Build'], 'python3-build'],
  [['snake_case.and dots'], 'snake-case-and-dots'],
  [['--x--'], 'x'],
  [['Größe'], 'gr-e'],
  [['3.13'], 'stage-3-13'],
  [['Scratch'], 'scratch-stage'],
  [['context'], 'context-stage'],
  [['日本', 'A'], 'a'],
])('%j is %s', (ids, name) => {
  expect(stageNameOf(ids)).toBe(name);
});

test.each([[['日本']], [['--']], [[]]])('fails for %j', (ids) => {
  expect(() => stageNameOf(ids)).toThrow(coded('StageNameInvalid', /write: +for example 'Runtime'/));
});

test('any id gives a name that Docker takes, or an error', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 3 }), (ids) => {
    const letters = /[a-z0-9]/i.test(ids.join(''));
    const name = letters ? stageNameOf(ids) : 'none';
    expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(['scratch', 'context']).not.toContain(name);
  }), { numRuns: 1000 });
});
