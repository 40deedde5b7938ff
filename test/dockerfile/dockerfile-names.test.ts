import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { BaseImage, Command, Dockerfile, Files, ImagePlatform, Instruction, Mount, StageScope } from '../../src/dockerfile';
import { stageApp, TestStage } from '../support/stages';

/** A stage of another app whose files go into the root of a stage. */
function stageOf(app: Construct, id: string, instructions: Instruction[] = []): TestStage {
  return new TestStage(app, id, { instructions: () => instructions });
}

/** A stage that copies from others. */
function userOf(app: Construct, id: string, ...others: TestStage[]): TestStage {
  return new TestStage(app, id, { instructions: () => others.map((source, n) => Instruction.copyArtifact(new Files({ source, path: `/x${n}` }))) });
}

const lines = (target: TestStage, pattern: RegExp) => Dockerfile.fromTarget(target).render().split('\n').filter((line) => pattern.test(line));
const froms = (target: TestStage) => lines(target, /^FROM/).map((line) => line.replace(/.* AS /, ''));

test('a stage of another app has the name of that app in front, wherever it is named', () => {
  const other = stageApp('BigService');
  const wheels = userOf(other, 'Wheels', stageOf(other, 'Base'));
  const target = userOf(stageApp('Api'), 'Wheels', wheels);
  expect(lines(target, /^(FROM|COPY)/)).toEqual([
    'FROM public.ecr.aws/docker/library/python:3.13-slim-trixie AS big-service-base',
    'FROM public.ecr.aws/docker/library/python:3.13-slim-trixie AS big-service-wheels',
    'COPY --link --from=big-service-base /x0 /x0',
    'FROM public.ecr.aws/docker/library/python:3.13-slim-trixie AS wheels',
    'COPY --link --from=big-service-wheels /x0 /x0',
  ]);
});

test('a stage can be built on a stage of another app', () => {
  const base = stageOf(stageApp('Platform'), 'Base');
  expect(lines(new TestStage(stageApp('Api'), 'Runtime', { parent: base }), /^FROM/)).toEqual([
    'FROM public.ecr.aws/docker/library/python:3.13-slim-trixie AS platform-base',
    'FROM platform-base AS runtime',
  ]);
});

test('as much of the path of an app is taken as it needs to be told from the others', () => {
  const root = new Construct(undefined as never, '');
  const appAt = (...ids: string[]) => {
    const at = ids.reduce((scope: Construct, id) => scope.node.tryFindChild(id) ?? new Construct(scope, id), root);
    StageScope.implement(at, { platform: ImagePlatform.LINUX_AMD64 });
    return at;
  };
  const own = appAt('Blue', 'Api');
  const blue = stageOf(appAt('Blue', 'Service'), 'Wheels');
  const green = stageOf(appAt('Green', 'Service'), 'Wheels');
  const same = stageOf(appAt('Green-Service'), 'Wheels');
  expect(froms(userOf(own, 'Target', blue, green, same))).toEqual(['service-wheels', 'green-service-wheels', 'green-service-2-wheels', 'target']);
});

test('no stage of another app gets the name of an own stage', () => {
  const app = stageApp('Api');
  const own = stageOf(app, 'ServiceWheels');
  expect(froms(userOf(app, 'Target', own, stageOf(stageApp('Service'), 'Wheels')))).toEqual(['service-wheels', 'stack-service-wheels', 'target']);
});

test('what a stage of another app reads is in a folder of its own; the programs of the library are shared', () => {
  const reads = () => [
    Instruction.copyContext({ sources: ['a.txt', 'b'], target: '/c' }),
    Instruction.run([Command.argv('x')], { mounts: [Mount.bind({ target: '/src' }), Mount.bind({ source: 'uv.lock', target: '/l' }), Mount._tool('check', '/t')] }),
  ];
  const other = new TestStage(stageApp('Service'), 'Wheels', { instructions: reads });
  const target = new TestStage(stageApp('Api'), 'Target', { parent: other, instructions: reads });
  const dockerfile = Dockerfile.fromTarget(target);
  const own = ['app', 'files/a.txt', 'files/b', 'files/uv.lock'];
  expect(dockerfile.contextPaths).toEqual([
    'app', ...own.map((path) => `apps/service/${path}`), ...own.slice(1), 'tools/check',
  ]);
  expect(dockerfile.render().match(/(?<=source=)[^,]*|(?<=^COPY ).*/gm)).toEqual([
    'apps/service/files/a.txt apps/service/files/b /c/', 'apps/service/app', 'apps/service/files/uv.lock', 'tools/check',
    'files/a.txt files/b /c/', 'app', 'files/uv.lock', 'tools/check',
  ]);
});

test('each app has its own registry', () => {
  const other = stageApp('Service', { registry: 'mirror.example/x' });
  const base = new TestStage(other, 'Base', { instructions: () => [Instruction.copyFrom(BaseImage.pythonSlim('3.14'), { sources: ['/x'], target: '/y' })] });
  expect(lines(userOf(stageApp('Api'), 'Target', base), /^FROM|3\.14/)).toEqual([
    'FROM mirror.example/x/docker/library/python:3.13-slim-trixie AS service-base',
    'COPY --from=mirror.example/x/docker/library/python:3.14-slim-trixie /x /y',
    'FROM public.ecr.aws/docker/library/python:3.13-slim-trixie AS target',
  ]);
});
