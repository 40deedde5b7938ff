import { describe, expect, test } from 'vitest';
import { BaseImage, Command, ImageStage, Instruction } from '../../src/dockerfile';
import { coded } from '../support/coded';
import { stageApp, TestStage } from '../support/stages';

/** As from a program that no compiler has checked. */
const any = (value: unknown) => value as never;

describe('fails for an addition that would do something else than it says', () => {
  test.each<[string, (stage: ImageStage) => void, string, RegExp]>([
    ['a command line as words', (stage) => stage.addRun(any('apt-get  update')), 'PropInvalid', /write: {4}addRun\(\["apt-get","update"\]\)\n *or addShell\("apt-get {2}update"\)/],
    ['words that are none', (stage) => stage.addRun(any(['sleep', 5])), 'PropInvalid', /found: {4}\["sleep",5\]/],
    ['a shell command as words', (stage) => stage.addShell(any(['true'])), 'PropInvalid', /a shell command is no text/],
    ['a variable that is a number', (stage) => stage.addEnv('PORT', any(8000)), 'PropInvalid', /the value of ENV PORT is no text\n[^]*write: {4}'8000'/],
    ['a name that no shell has', (stage) => stage.addEnv('my-var', '1'), 'InstructionInvalid', /found: {4}"my-var"\n[^]*write: {4}'my_var'/],
    ['a name that begins with a digit', (stage) => stage.addEnv('2FA', '1'), 'InstructionInvalid', /write: {4}'_2FA'/],
    ['a user of two words', (stage) => stage.addUser('foo bar'), 'InstructionInvalid', /a user is not one\n {2}found: {4}"foo bar"/],
    ['a user with three parts', (stage) => stage.addUser('1:2:3'), 'InstructionInvalid', /write: {4}'10001:10001'/],
    ['a folder that is relative', (stage) => stage.addWorkdir('./work'), 'InstructionInvalid', /write: {4}'\/work'/],
    ['a mode in letters', (stage) => stage.addCopy({ sources: ['a'], target: '/', chmod: 'rwx' }), 'InstructionInvalid', /write: {4}chmod: '0755'/],
    ['a COPY without sources', (stage) => stage.addCopy(any({ source: 'a', target: '/' })), 'PropInvalid', /the sources of a COPY are missing[^]*write: {4}sources: \[/],
    ['a COPY of one text', (stage) => stage.addCopy(any({ sources: 'a', target: '/' })), 'PropInvalid', /the sources of a COPY are no list of texts/],
    ['a COPY to nowhere', (stage) => stage.addCopy(any({ sources: ['a'] })), 'PropInvalid', /the target of a COPY is missing/],
    ['a port in quotes', (stage) => stage.addExpose(any('8080')), 'InstructionInvalid', /found: {4}"8080"/],
  ])('%s', (_, add, code, message) => {
    const stage = new TestStage(stageApp(), 'Runtime');
    expect(() => add(stage)).toThrow(coded(code, new RegExp(`^Stack/Api/Runtime: [^]*${message.source}`)));
    expect(stage.additions).toEqual([]);
  });
});

test.each(['0755', '644', 'u=rwX,go=rX', '+x'])('takes the mode %s', (chmod) => {
  expect(Instruction.copyContext({ sources: ['a'], target: '/', chmod })).toBeInstanceOf(Instruction);
});

test.each(['app', 'app:app', '1000', '1000:1000', '1000:staff', '_apt'])('takes the user %s', (user) => {
  const stage = new TestStage(stageApp(), 'Runtime');
  stage.addUser(user);
  expect(stage.additions).toHaveLength(1);
});

test('fails for a text where words, or the props of an image, belong', () => {
  expect(() => Instruction.entrypoint(any('python main.py'))).toThrow(coded('PropInvalid', /the words of an ENTRYPOINT/));
  expect(() => Command.argv(any(5))).toThrow(coded('PropInvalid', /the words of a command/));
  expect(() => BaseImage.of(any('python:3.13'))).toThrow(coded('PropInvalid', /write: {4}BaseImage\.of\(\{ reference:/));
});
