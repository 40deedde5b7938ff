import { describe, expect, test } from 'vitest';
import { BaseImage, Instruction } from '../../src/dockerfile';
import { coded } from '../support/coded';
import { linesOf } from '../support/stages';

const image = BaseImage.of({ reference: 'ghcr.io/astral-sh/uv:0.9.2' });

describe('is written as', () => {
  test.each<[string, Instruction, string[]]>([
    ['COPY of the source', Instruction.copyContext({ sources: ['./src/', 'a b'], target: '/app', link: true, chown: '1000:1000', chmod: '0755', comment: 'why' }),
      ['# why', 'COPY --link --chown=1000:1000 --chmod=0755 ["files/src", "files/a b", "/app/"]']],
    ['COPY of the whole source', Instruction.copyContext({ sources: ['.'], target: '/app' }), ['COPY app /app']],
    ['COPY from an image', Instruction.copyFrom(image, { sources: ['/uv', '/uvx'], target: '/bin/' }), ['COPY --from=ghcr.io/astral-sh/uv:0.9.2 /uv /uvx /bin/']],
    ['COPY of a text', Instruction.copyText('a\n$b\n', '/etc/x', { link: true }), ['COPY --link <<\'EOF\' /etc/x', 'a', '$b', 'EOF']],
    ['COPY of a text without a line break at its end', Instruction.copyText('EOF', '/x'), ['COPY <<\'EOF2\' /x', 'EOF', 'EOF2']],
    ['COPY of an empty text', Instruction.copyText('', '/x'), ['COPY <<\'EOF\' /x', 'EOF']],
    ['COPY of an empty line', Instruction.copyText('\n', '/x'), ['COPY <<\'EOF\' /x', '', 'EOF']],
    ['ENV', Instruction.env({ A: '1' }), ['ENV A=1']],
    ['ENV of several', Instruction.env({ 'A': '1', 'B C': '', 'D': '# x' }), ['ENV A=1 \\', '    "B C"="" \\', '    D="# x"']],
    ['LABEL of several', Instruction.label({ 'a.b': '1', 'c': '$d' }), ['LABEL a.b=1 \\', "      c='$d'"]],
    ['ENV PATH', Instruction.prependPath('/app/.venv/bin', '/x y'), ['ENV PATH="/app/.venv/bin:/x y":$PATH']],
    ['ARG', Instruction.arg('VERSION'), ['ARG VERSION']],
    ['ARG with an empty default', Instruction.arg('VERSION', ''), ['ARG VERSION=""']],
    ['ARG with a default', Instruction.arg('VERSION', '$1'), ["ARG VERSION='$1'"]],
    ['WORKDIR', Instruction.workdir('/a b'), ['WORKDIR "/a b"']],
    ['USER', Instruction.user('1000:1000'), ['USER 1000:1000']],
    ['ENTRYPOINT', Instruction.entrypoint(['/a b', '$c', '"']), ['ENTRYPOINT ["/a b", "$c", "\\""]']],
    ['an ENTRYPOINT taken away', Instruction.entrypoint([]), ['ENTRYPOINT []']],
    ['CMD', Instruction.cmd(['--x', '\n']), ['CMD ["--x", "\\n"]']],
    ['EXPOSE', Instruction.expose(8000), ['EXPOSE 8000']],
    ['EXPOSE of another protocol', Instruction.expose(53, 'udp'), ['EXPOSE 53/udp']],
    ['STOPSIGNAL', Instruction.stopSignal('SIGINT'), ['STOPSIGNAL SIGINT']],
    ['STOPSIGNAL by number', Instruction.stopSignal('SIGRTMIN+3'), ['STOPSIGNAL SIGRTMIN+3']],
    ['HEALTHCHECK', Instruction.healthcheck(['/check', 'a b']), ['HEALTHCHECK CMD ["/check", "a b"]']],
    ['VOLUME', Instruction.volume('/data', '/$x'), ['VOLUME ["/data", "/\\\\$x"]']],
    ['a comment', Instruction.comment('a\n\nFROM b'), ['# a', '#', '# FROM b']],
    ['raw text', Instruction.raw('\nRUN a \\\n  b\n\n'), ['RUN a \\', '  b']],
  ])('%s', (_, instruction, lines) => {
    expect(linesOf(instruction)).toEqual(lines);
  });

  test('HEALTHCHECK with its times', () => {
    const options = { intervalSeconds: 30, timeoutSeconds: 2.5, startPeriodSeconds: 60, startIntervalSeconds: 1, retries: 2 };
    expect(linesOf(Instruction.healthcheck(['/check'], options)))
      .toEqual(['HEALTHCHECK --interval=30s --timeout=2.5s --start-period=60s --start-interval=1s --retries=2 CMD ["/check"]']);
  });
});

test('does not change when the list that it was given does', () => {
  const argv = ['/a'];
  const sources = ['a'];
  const instructions = [Instruction.entrypoint(argv), Instruction.cmd(argv), Instruction.copyFrom(image, { sources, target: '/' }), Instruction.healthcheck(argv)];
  argv.push('b');
  sources.push('b');
  expect(linesOf(...instructions)).toEqual(['ENTRYPOINT ["/a"]', 'CMD ["/a"]', 'COPY --from=ghcr.io/astral-sh/uv:0.9.2 a /', 'HEALTHCHECK CMD ["/a"]']);
});

describe('fails where it is made', () => {
  test.each<[string, () => unknown, string, RegExp]>([
    ['a RUN without a command', () => Instruction.run([]), 'InstructionInvalid', /a RUN has no command/],
    ['a COPY without a source', () => Instruction.copyContext({ sources: [], target: '/x' }), 'InstructionInvalid', /a COPY to "\/x"/],
    ['a COPY of an empty source', () => Instruction.copyContext({ sources: [''], target: '/x' }), 'InstructionInvalid', /is empty/],
    ['a COPY from outside of the source', () => Instruction.copyContext({ sources: ['../x'], target: '/x' }), 'SourceEscapes', /"\.\.\/x"/],
    ['a COPY of a path that no client can be asked for', () => Instruction.copyContext({ sources: ['a\tb'], target: '/x' }), 'Unquotable', /control character/],
    ['a COPY to nowhere', () => Instruction.copyContext({ sources: ['a'], target: '' }), 'Unquotable', /target of COPY is empty/],
    ['an owner that cannot be written', () => Instruction.copyText('', '/x', { chown: 'jürgen' }), 'Unquotable', /^--chown/],
    ['an ENV of nothing', () => Instruction.env({}), 'InstructionInvalid', /ENV sets nothing/],
    ['a LABEL of two lines', () => Instruction.label({ a: 'b\nc' }), 'Unquotable', /^the value of LABEL a /],
    ['a PATH of nothing', () => Instruction.prependPath(), 'InstructionInvalid', /no folder for PATH/],
    ['an ARG that is no variable', () => Instruction.arg('a-b'), 'InstructionInvalid', /"a-b"/],
    ['an ARG of two lines', () => Instruction.arg('a', '\n'), 'Unquotable', /the default of ARG a/],
    ['an empty WORKDIR', () => Instruction.workdir(''), 'InstructionInvalid', /path of WORKDIR is empty/],
    ['an empty USER', () => Instruction.user(''), 'InstructionInvalid', /USER is empty/],
    ['port 0', () => Instruction.expose(0), 'InstructionInvalid', /found: +0/],
    ['port 65536', () => Instruction.expose(65536), 'InstructionInvalid', /1 to 65535/],
    ['half a port', () => Instruction.expose(1.5), 'InstructionInvalid', /1\.5/],
    ['a protocol', () => Instruction.expose(80, 'http'), 'InstructionInvalid', /'tcp', 'udp' or 'sctp'/],
    ['a signal', () => Instruction.stopSignal('INT'), 'InstructionInvalid', /'SIGINT' or '2'/],
    ['a HEALTHCHECK without a command', () => Instruction.healthcheck([]), 'InstructionInvalid', /HEALTHCHECK is empty/],
    ['a time', () => Instruction.healthcheck(['x'], { intervalSeconds: -1 }), 'InstructionInvalid', /the interval of a HEALTHCHECK/],
    ['no number', () => Instruction.healthcheck(['x'], { timeoutSeconds: NaN }), 'InstructionInvalid', /NaN/],
    ['retries', () => Instruction.healthcheck(['x'], { retries: 0 }), 'InstructionInvalid', /whole number from 1/],
    ['a VOLUME of nothing', () => Instruction.volume(), 'InstructionInvalid', /VOLUME is empty/],
    ['an argument with NUL', () => Instruction.entrypoint(['\0']), 'Unquotable', /argument of ENTRYPOINT/],
    ['a line of 64 KiB', () => Instruction.env({ A: 'x'.repeat(65_536) }), 'Unquotable', /a value of env is too long/],
  ])('%s', (_, make, code, message) => {
    expect(make).toThrow(coded(code, message));
  });
});
