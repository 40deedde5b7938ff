import { expect, test } from 'vitest';
import { Command } from '../../src/dockerfile';
import { coded } from '../support/coded';

test.each([[[]], [['']], [['', 'a']]])('fails for the words %j, which have no name', (words) => {
  expect(() => Command.argv(...words)).toThrow(coded('InstructionInvalid', /a command has no name/));
});

test.each(['', ' ', '\n\t\n'])('fails for the empty text %j', (text) => {
  expect(() => Command.shell(text)).toThrow(coded('InstructionInvalid', /a shell command is empty/));
});

test.each(['a \\', 'a\\\\\\', 'a\nb \\\n'])('fails for %j, which would go on', (text) => {
  expect(() => Command.shell(text)).toThrow(coded('InstructionInvalid', /ends in a backslash/));
});

test('an escaped backslash at the end is none', () => {
  expect(Command.shell('echo \\\\')._data).toEqual({ text: 'echo \\\\' });
});

test('keeps the indentation of a script', () => {
  expect(Command.shell('\n\n  a\n    b  \n')._data).toEqual({ text: '  a\n    b' });
});
