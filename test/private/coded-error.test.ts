import { inspect } from 'util';
import { describe, expect, test } from 'vitest';
import { atConstruct, CodedError } from '../../src/private/coded-error';

const facts = { what: 'no entry point was found', found: 'main.py\napp.py', expected: 'one script', write: 'entrypoint: …' };
const X = { what: 'x', found: 'w', expected: 'y', write: 'z' };
const REST = '  found:    w\n  expected: y\n  write:    z\n  (SourceEmpty)';

describe('message', () => {
  test('has the path, the facts on their own lines and the code at the end', () => {
    expect(new CodedError('EntrypointNotFound', facts, 'Stack/Api').message).toBe([
      'Stack/Api: no entry point was found',
      '  found:    main.py',
      '            app.py',
      '  expected: one script',
      '  write:    entrypoint: …',
      '  (EntrypointNotFound)',
    ].join('\n'));
  });

  test('has no prefix without a path', () => {
    expect(new CodedError('SourceEmpty', { what: 'nothing is here', found: 'no file', expected: 'a file', write: 'it' }).message)
      .toBe('nothing is here\n  found:    no file\n  expected: a file\n  write:    it\n  (SourceEmpty)');
  });
});

describe('error', () => {
  test('is an Error whose name is the code', () => {
    const error = new CodedError('SourceEmpty', X);
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(CodedError);
    expect([error.name, error.code]).toEqual(['SourceEmpty', 'SourceEmpty']);
  });

  test('has a stack of the message and one line of the caller', () => {
    const error = new CodedError('SourceEmpty', X, 'Stack');
    const lines = error.stack!.split('\n');
    expect(lines.slice(0, -1).join('\n')).toBe(`SourceEmpty: ${error.message}`);
    expect(lines.at(-1)).toMatch(/^ {4}at .*coded-error\.test\.ts:\d+(:\d+)?$/);
  });

  test('prints as its stack alone', () => {
    const error = new CodedError('SourceEmpty', X, 'Stack');
    expect(inspect(error)).toBe(error.stack);
  });

  test('leaves the stack trace limit as it was', () => {
    const before = Error.stackTraceLimit;
    void new CodedError('SourceEmpty', X);
    expect(Error.stackTraceLimit).toBe(before);
  });
});

describe('at', () => {
  test('adds the path to the message and the stack, and returns the same error', () => {
    const error = new CodedError('SourceEmpty', X);
    expect(error.at('Stack/Api')).toBe(error);
    expect(error.message).toBe(`Stack/Api: x\n${REST}`);
    expect(error.stack).toContain('SourceEmpty: Stack/Api: x\n');
    expect(error.constructPath).toBe('Stack/Api');
  });

  test('keeps the path that is already there', () => {
    expect(new CodedError('SourceEmpty', X, 'Inner').at('Outer').message).toBe(`Inner: x\n${REST}`);
  });
});

describe('atConstruct', () => {
  test('returns what the body returns', () => {
    expect(atConstruct('Stack', () => 7)).toBe(7);
  });

  test('adds the path to a coded error', () => {
    expect(() => atConstruct('Stack', () => { throw new CodedError('SourceEmpty', X); })).toThrow(/^Stack: x/);
  });

  test('lets any other error pass as it is', () => {
    const other = new TypeError('a defect');
    expect(() => atConstruct('Stack', () => { throw other; })).toThrow(other);
  });
});
