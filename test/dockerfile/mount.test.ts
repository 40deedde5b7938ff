import { describe, expect, test } from 'vitest';
import { BaseImage, BuildSecret, CacheSharing, Command, Dockerfile, Files, Instruction, Mount, RunNetwork } from '../../src/dockerfile';
import { coded } from '../support/coded';
import { linesOf, stageApp, TestStage } from '../support/stages';

const written = (mount: Mount) => linesOf(Instruction.run([Command.argv('x')], { mounts: [mount] }))[0].replace(/^RUN --mount=(.*) \\$/, '$1');
const image = BaseImage.of({ reference: 'a:1' });

test.each([
  [Mount.cache({ target: '/c' }), 'type=cache,target=/c'],
  [Mount.cache({ target: '/c', id: 'pip-3.13', sharing: CacheSharing.LOCKED }), 'type=cache,id=pip-3.13,target=/c,sharing=locked'],
  [Mount.bind({ target: '/src' }), 'type=bind,source=app,target=/src'],
  [Mount.bind({ source: './a/', target: 'a', readWrite: true }), 'type=bind,source=files/a,target=a,readwrite'],
  [Mount.bind({ source: 'a b', target: '/a,b' }), 'type=bind,source=files/a\\ b,\\"target=/a,b\\"'],
  [Mount._tool('check.py', '/check.py'), 'type=bind,source=tools/check.py,target=/check.py'],
  [Mount.bindFrom(image, { source: '/x', target: '/y', readWrite: false }), 'type=bind,from=a:1,source=/x,target=/y'],
  [Mount.bindArtifact(new Files({ source: image, path: '/w' })), 'type=bind,from=a:1,source=/w,target=/w'],
  [Mount.bindArtifact(new Files({ source: image, path: '/w', root: '/out' }), { target: '/x' }), 'type=bind,from=a:1,source=/out/w,target=/x'],
  [Mount.secret({ secret: BuildSecret.fromFile('/etc/pip.conf'), required: false }), 'type=secret,id=pip.conf'],
  [Mount.secret({ secret: BuildSecret.fromFile('a/.netrc'), target: '/root/.netrc' }), 'type=secret,id=netrc,target=/root/.netrc,required=true'],
  [Mount.secret({ secret: BuildSecret.fromEnvironment('PYPI_TOKEN'), env: 'TOKEN' }), 'type=secret,id=PYPI_TOKEN,env=TOKEN,required=true'],
  [Mount.ssh({ required: false }), 'type=ssh'],
  [Mount.ssh({ id: 'github' }), 'type=ssh,id=github,required=true'],
  [Mount.tmpfs({ target: '/tmp' }), 'type=tmpfs,target=/tmp'],
  [Mount.tmpfs({ target: '/tmp', sizeMegabytes: 64 }), 'type=tmpfs,target=/tmp,size=64m'],
])('%#: %s', (mount, text) => {
  expect(written(mount)).toBe(text);
});

test('every flag of a RUN has its line', () => {
  expect(linesOf(Instruction.run([Command.argv('a'), Command.argv('b')], {
    comment: 'two\nlines',
    network: RunNetwork.NONE,
    mounts: [Mount.cache({ target: '/a' }), Mount.cache({ target: '/b' })],
  }))).toEqual([
    '# two', '# lines',
    'RUN --network=none \\',
    '    --mount=type=cache,target=/a \\',
    '    --mount=type=cache,target=/b \\',
    '    a \\',
    '    && b',
  ]);
});

test('a stage that is mounted is written before', () => {
  const app = stageApp();
  const wheels = new TestStage(app, 'Wheels');
  const target = new TestStage(app, 'Target', {
    instructions: () => [Instruction.run([Command.argv('x')], { mounts: [Mount.bindFrom(wheels, { source: '/', target: '/w' })] })],
  });
  expect(Dockerfile.fromTarget(target).render()).toMatch(/AS wheels\n\nFROM .* AS target\nRUN --mount=type=bind,from=wheels,source=\/,target=\/w /);
});

describe('fails for', () => {
  test.each<[string, () => Mount, string, RegExp]>([
    ['an empty target', () => Mount.cache({ target: '' }), 'InstructionInvalid', /the target of a cache mount is empty/],
    ['an empty id', () => Mount.ssh({ id: '' }), 'InstructionInvalid', /the id of a ssh mount is empty/],
    ['an empty source', () => Mount.bind({ source: '', target: '/x' }), 'InstructionInvalid', /path of the source folder is empty/],
    ['a source outside', () => Mount.bind({ source: '..', target: '/x' }), 'SourceEscapes', /leads out/],
    ['a source that the engine would look for as a pattern', () => Mount.bind({ source: 'a[b]', target: '/x' }), 'Unquotable', /source of a mount/],
    ['a size', () => Mount.tmpfs({ target: '/x', sizeMegabytes: 0.5 }), 'InstructionInvalid', /the size of a tmpfs mount/],
  ])('%s', (_, make, code, message) => {
    expect(make).toThrow(coded(code, message));
  });

  test('a path beyond ASCII, when it is used', () => {
    expect(() => Instruction.run([Command.argv('x')], { mounts: [Mount.bind({ source: 'ü', target: '/x' })] }))
      .toThrow(coded('Unquotable', /a RUN --mount of type bind/));
  });
});
