import { execFileSync } from 'child_process';
import { describe, expect, test } from 'vitest';
import { BaseImage, Command, Instruction, Mount } from '../../src/dockerfile';
import { readDockerfile } from '../support/docker-reader';
import { linesOf, stageLines } from '../support/stages';

const run = (...commands: Command[]) => linesOf(Instruction.run(commands));
const sh = (text: string) => Command.shell(text);
const argv = (...words: string[]) => Command.argv(...words);

describe('commands of one line', () => {
  test.each<[string, Command[], string[]]>([
    ['one', [argv('a', '$b', '*')], ["RUN a '$b' '*'"]],
    ['two', [argv('a'), sh('b | c')], ['RUN a \\', '    && { b | c; }']],
    ['a list of && alone', [sh('a && b'), argv('c')], ['RUN a && b \\', '    && c']],
    ['a list that would bind to its neighbours', [argv('a'), sh('b || c'), sh('d; e'), sh('f &')], ['RUN a \\', '    && { b || c; } \\', '    && { d; e; } \\', '    && { f & }']],
    ['a list alone', [sh('a || b; c')], ['RUN a || b; c']],
    ['blanks around', [sh('  a  \n')], ['RUN a']],
    ['a name that is grammar', [argv('if')], ["RUN 'if'"]],
    ['a variable of the shell', [sh('echo $HOME ${X#y} # c')], ['RUN echo $HOME ${X#y} # c']],
  ])('%s', (_, commands, lines) => {
    expect(run(...commands)).toEqual(lines);
  });

  test('a long one goes on over lines, word by word', () => {
    const packages = Array.from({ length: 6 }, (_, n) => `lib-number-${n}-with-a-name=1.2.3-4+deb13u1`);
    const lines = run(argv('apt-get', 'install', '--yes', ...packages), argv('x'));
    expect(lines).toEqual([
      `RUN apt-get install --yes ${packages.slice(0, 2).join(' ')} \\`,
      `      ${packages.slice(2, 4).join(' ')} \\`,
      `      ${packages.slice(4, 6).join(' ')} \\`,
      '    && x',
    ]);
    expect(run(argv('x'), argv('y'.repeat(200), 'z'))).toEqual(['RUN x \\', `    && ${'y'.repeat(200)} \\`, '      z']);
  });
});

describe('a here-document', () => {
  test('stands for commands of which one has several lines', () => {
    expect(run(argv('a', 'b c'), sh('if x; then\n  y\nfi'), argv('z', '1\nEOF\n2'))).toEqual([
      "RUN <<'EOF2'", 'set -eu', "a 'b c'", 'if x; then', '  y', 'fi', "z '1", 'EOF', "2'", 'EOF2',
    ]);
  });

  test('comes after the mounts', () => {
    expect(linesOf(Instruction.run([sh('a\nb')], { mounts: [Mount.cache({ target: '/c' })] }))).toEqual([
      'RUN --mount=type=cache,target=/c \\', "    <<'EOF'", 'set -eu', 'a', 'b', 'EOF',
    ]);
  });

  test('is verbatim for a script of another interpreter', () => {
    expect(run(sh('#!/usr/bin/env python3\nprint(1)\n'))).toEqual(["RUN <<'EOF'", '#!/usr/bin/env python3', 'print(1)', 'EOF']);
  });

  test.each<[string, Command[], string[]]>([
    ['a comment before another command', [sh('a # b'), argv('c')], ['a # b', 'c']],
    ['the start of a here-document', [sh('cat <<< x')], ['cat <<< x']],
    ['what some tools take for one in quotes', [argv('a', ' <<EOF')], ["a ' <<EOF'"]],
    ['the exec form', [sh('["a"]')], ['["a"]']],
    ['a flag', [sh('--x')], ['--x']],
    ['a carriage return', [sh('a\rb')], ['a\rb']],
  ])('stands for %s, which would be read differently in a line', (_, commands, lines) => {
    expect(run(...commands)).toEqual(["RUN <<'EOF'", 'set -eu', ...lines, 'EOF']);
  });
});

test('without a shell, every command is a RUN in the exec form', () => {
  expect(stageLines({
    parent: BaseImage.scratch(),
    instructions: () => [Instruction.run([argv('/a', '$b c'), argv('/d')], { mounts: [Mount.cache({ target: '/c' })] })],
  })).toEqual([
    'RUN --mount=type=cache,target=/c \\', '    ["/a", "$b c"]', 'RUN --mount=type=cache,target=/c \\', '    ["/d"]',
  ]);
});

describe('a command runs only if the one before succeeded', () => {
  // What Docker gives to the shell of the image.
  function output(...commands: Command[]): string {
    const [{ rest, texts }] = readDockerfile(run(...commands).join('\n'));
    const script = texts[0] ?? rest;
    return execFileSync('/bin/sh', ['-c', `/bin/sh -c '${script.replace(/'/g, "'\\''")}' 2>/dev/null; echo "= $?"`], { encoding: 'utf8' });
  }
  const [yes, no] = [argv('true'), argv('false')];
  const done = argv('echo', 'done');
  const long = sh('echo 1\necho 2');

  test.each<[string, Command[]]>([
    ['a failure', [no, done]],
    ['a failure before a list with ||', [no, sh('false || echo done')]],
    ['a failure before a list with ;', [no, sh('true; echo done')]],
    ['a list that fails', [sh('false && true'), done]],
    ['a pipe that fails', [sh('true | false'), done]],
    ['a negation', [sh('! true'), done]],
    ['a list that fails, with a script after it', [sh('false && true'), sh('echo done\ntrue')]],
    ['a negation, with a script after it', [sh('! true'), sh('echo done\ntrue')]],
    ['a failure before a script', [no, sh('echo done\ntrue')]],
    ['a failure in a script', [sh('true\nfalse\necho done')]],
    ['a script that fails at its end', [sh('true\nfalse && true'), done]],
    ['a variable that is not set, in a script', [sh('true\necho $NOT_SET_ANYWHERE done')]],
    ['a comment', [sh('false # x'), done]],
  ])('after %s nothing comes', (_, commands) => {
    expect(output(...commands)).toMatch(/^= [1-9]\d*\n$/);
  });

  test.each<[string, Command[], string]>([
    ['all succeed', [yes, done], 'done\n'],
    ['one of ||', [sh('false || true'), done], 'done\n'],
    ['a script between', [yes, long, sh('true && echo 3'), done], '1\n2\n3\ndone\n'],
    ['in the same shell', [sh('cd / && x=1'), sh('echo "$PWD $x"')], '/ 1\n'],
    ['in the same shell, with a script', [sh('cd / && x=1'), sh('echo "$PWD"\necho "$x"')], '/\n1\n'],
  ])('if %s, the next comes', (_, commands, text) => {
    expect(output(...commands)).toBe(`${text}= 0\n`);
  });
});
