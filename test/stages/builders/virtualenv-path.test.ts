import { describe, expect, test } from 'vitest';
import { BaseImage, Dockerfile, PythonApp, SlimRuntimeStage, VirtualenvBuilderStage, WheelBuilderStage } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT } from '../../support/projects';
import { readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const PATH = '/usr/share/python3/app';
const packageApp = (virtualenvPath?: string) => testApp({ source: folderWith(FLAT), ...(virtualenvPath !== undefined && { virtualenvPath }) });
const textOf = (app: PythonApp) => Dockerfile.fromTarget(app.runtime).render();

describe('the path of the environment', () => {
  test('is the same where it is made, checked and run, and nothing is at the usual one', () => {
    const app = packageApp(PATH);
    const stages = readStages(app.runtime);
    expect(stages.builder.runs[0].commands[0]).toBe(`/usr/local/bin/python3.13 -m venv --without-pip ${PATH}`);
    expect(stages['builder-application'].runs.at(-1)?.commands.join('\n')).toContain(` --python ${PATH} --prefix /out${PATH} `);
    expect(stages['runtime-environment'].lines[1]).toBe(`ENV PATH=${PATH}/bin:$PATH`);
    expect(stages['runtime-check'].runs[0].commands[0]).toContain(`${PATH}/bin/python -I /tools/check-image libraries --root /image ${PATH} -- writable ${PATH}`);
    expect(app.runtime.entrypoint).toEqual([`${PATH}/bin/greeter`]);
    expect(textOf(app)).not.toContain('/app/.venv');
  });

  test('is that of a script, too, whose own files stay in the folder of the app', () => {
    const { entrypoint } = scriptApp(pinned('idna'), { virtualenvPath: PATH }).runtime;
    expect(entrypoint).toEqual([`${PATH}/bin/python`, '/app/main.py']);
  });

  test('is said by a builder, before the app, and its runtime follows', () => {
    const app = packageApp('/opt/venv');
    const builder = new VirtualenvBuilderStage(app, 'Builder', { path: PATH });
    expect([builder.virtualenv.path, builder.application.path]).toEqual([PATH, PATH]);
    expect(textOf(app)).toContain(`ENTRYPOINT ["${PATH}/bin/greeter"]`);
  });

  test('is said by a runtime that installs wheels', () => {
    const app = packageApp();
    const { wheelhouse } = new WheelBuilderStage(app, 'Wheels');
    const runtime = new SlimRuntimeStage(app, 'Runtime', { install: wheelhouse, virtualenvPath: PATH });
    const stages = readStages(runtime);
    expect(stages['runtime-install'].runs[0].commands).toContain(`mv ${PATH} /out/usr/share/python3/`);
    expect(stages['runtime-application'].runs[0].commands[1]).toContain(` --prefix /out${PATH} `);
    expect(textOf(app)).not.toContain('/app/.venv');
  });
});

describe('fails', () => {
  test.each([
    ['app', 'no absolute path'], ['/opt/my app', 'no absolute path'], ['/opt/a:b', 'no absolute path'], ['/opt/../venv', 'no absolute path'], ['/', 'no absolute path'],
    ['/usr', 'folder of the system'], ['/opt', 'folder of the system'], ['/usr/share', 'folder of the system'], ['/usr/local/bin', 'folder of the system'],
    ['/bin/venv', '/bin belongs to'], ['/tmp/venv', '/tmp belongs to'], ['/out/venv', '/out belongs to'], ['/src', '/src belongs to'],
    ['/app', 'would hold what is not its own'],
  ])('with the path %j', (path, why) => {
    expect(() => packageApp(path).runtime).toThrow(coded('VirtualenvPathInvalid', new RegExp(`^Stack/Api/\\w+: [^]*${why}`)));
  });

  test('with a path around the Python that makes it', () => {
    const baseImage = BaseImage.of({ reference: 'mine:1', python: { implementation: 'cpython', version: '3.13', path: '/opt/py/bin/python3.13' } });
    expect(() => new VirtualenvBuilderStage(packageApp(), 'Builder', { baseImage, path: '/opt/py' }))
      .toThrow(coded('VirtualenvPathInvalid', /^Stack\/Api\/Builder: [^]*would hold what is not its own/));
  });

  test('when a runtime has it elsewhere than it was made for', () => {
    const app = packageApp();
    const { virtualenv: install } = new VirtualenvBuilderStage(app, 'Builder', { path: PATH });
    expect(() => new SlimRuntimeStage(app, 'Runtime', { install, virtualenvPath: '/opt/venv' }))
      .toThrow(coded('ArtifactMismatch', /an environment for \/usr\/share\/python3\/app from Stack\/Api\/Builder[^]*path: '\/opt\/venv'/));
  });

  test('when the app was installed beside another environment', () => {
    const app = packageApp();
    const { virtualenv: install } = new VirtualenvBuilderStage(app, 'Builder', { path: PATH });
    const { application } = new VirtualenvBuilderStage(app, 'Other');
    expect(() => new SlimRuntimeStage(app, 'Runtime', { install, application }))
      .toThrow(coded('ArtifactMismatch', /an environment for \/app\/\.venv from Stack\/Api\/OtherApplication/));
  });
});
