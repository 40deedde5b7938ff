import { expect, test } from 'vitest';
import { rawLines } from '../../src/dockerfile/raw-lines';
import { coded } from '../support/coded';

test.each([
  ['RUN true', ['RUN true']],
  ['\n\nRUN a \\\n    b\n\nENV C=d\n', ['RUN a \\', '    b', '', 'ENV C=d']],
  ['RUN a \\\r\n b\r\n', ['RUN a \\', ' b']],
  ['RUN echo \\\n  from here', ['RUN echo \\', '  from here']],
  ['RUN a \\\n# comment \\\n  b', ['RUN a \\', '# comment \\', '  b']],
  ['RUN <<EOF\nFROM x\nEOF\nRUN y', ['RUN <<EOF', 'FROM x', 'EOF', 'RUN y']],
  ['COPY <<A <<"B" /x/\nA \nA\nFROM\nB', ['COPY <<A <<"B" /x/', 'A ', 'A', 'FROM', 'B', '']],
  ["RUN <<-'E'\n\tx\n\tE", ["RUN <<-'E'", '\tx', '\tE', '']],
  ['ENV A="<<EOF"', ['ENV A="<<EOF"']],
  ['RUN cat <<<x', ['RUN cat <<<x']],
  ['# FROM x\nRUN true', ['# FROM x', 'RUN true']],
  ['LABEL from=x', ['LABEL from=x']],
])('%j is taken', (text, lines) => {
  expect(rawLines(text)).toEqual(lines);
});

test.each(['', ' ', '\n\n'])('fails for the empty text %j', (text) => {
  expect(() => rawLines(text)).toThrow(coded('InstructionInvalid', /raw text is empty/));
});

test.each([
  'FROM debian', '  from debian AS x', 'RUN true\nFROM debian', 'FROM \\\n debian', 'RUN <<EOF\nEOF\nFROM x', '# c\nFROM x', 'FR\\\nOM x', 'ENV A="<<EOF"\nFROM x',
])('fails for %j, which starts a stage', (text) => {
  expect(() => rawLines(text)).toThrow(coded('InstructionInvalid', /raw text starts a stage/));
});

test.each(['RUN a \\', 'RUN a \\\n', 'RUN a \\\n# c'])('fails for %j, which goes on', (text) => {
  expect(() => rawLines(text)).toThrow(coded('InstructionInvalid', /ends in a line continuation/));
});

test.each(['RUN <<EOF\nx', 'RUN a <<\'A\' <<"B"\nA', 'COPY <<EOF /x\n EOF'])('fails for %j, whose here-document has no end', (text) => {
  expect(() => rawLines(text)).toThrow(coded('InstructionInvalid', /has a here-document without its end/));
});
