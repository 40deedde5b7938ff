import * as path from 'path';
import { expect, test } from 'vitest';
import { Entrypoint, PythonApp, PythonTool, PythonToolProps, SlimRuntimeStage, VirtualenvBuilderStage, WheelBuilderStage } from '../../src';
import { testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';
import { readStages } from '../support/read-stages';
import { pinned } from '../support/script-app';

function tool(props: Partial<PythonToolProps> = {}, lock = pinned('httpie')): PythonTool {
  return new PythonTool(testStack(), 'Http', { requirement: 'httpie', lockFile: path.join(folderWith({ 'httpie.txt': lock }), 'httpie.txt'), ...props });
}

const CHECKED = 'COPY --link --from=runtime-check /checked/ /';

test('a tool is an app without an app: no stage makes one, and no layer has one', () => {
  const app = tool();
  expect(app).toBeInstanceOf(PythonApp);
  const stages = readStages(app.runtime);
  expect(Object.keys(stages)).toEqual([
    'runtime-system', 'uv', 'builder-toolchain', 'builder', 'runtime-environment', 'runtime-check-environment', 'runtime-check', 'runtime',
  ]);
  expect(stages.runtime.lines).toEqual([CHECKED, 'USER 10001:10001', 'STOPSIGNAL SIGINT', 'ENTRYPOINT ["/opt/venv/bin/httpie"]']);
  expect(app.image.contextFiles.filter((file) => !file.startsWith('tools/'))).toEqual(['.dockerignore', 'Dockerfile', 'files/httpie.txt']);
});

test('the check looks at the script and imports what it calls; what the image copies from it is empty', () => {
  const { lines, runs } = readStages(tool({ script: 'http', exposeScripts: ['https'] }).runtime)['runtime-check'];
  expect(lines.slice(2, 4)).toEqual(['WORKDIR /checked', 'USER 10001:10001']);
  const check = '/opt/venv/bin/python -I /tools/check-image';
  expect(runs.map(({ commands }) => commands)).toEqual([
    [
      'uv pip check --no-cache --python /opt/venv --python-platform x86_64-manylinux_2_40',
      `${check} libraries --root /image /opt/venv -- writable /opt/venv -- native -- imports /opt/venv/bin/http`,
    ],
    [`${check} scripts /opt/venv/bin/http /usr/bin/https`],
  ]);
});

test('unchecked, nothing is copied but the environment', () => {
  expect(readStages(tool({ check: false }).runtime).runtime.lines[0]).toBe('USER 10001:10001');
});

test('its stages can be made by hand, with wheels and another entry point', () => {
  const app = tool();
  const { wheelhouse } = new WheelBuilderStage(app, 'Wheels');
  const runtime = new SlimRuntimeStage(app, 'Runtime', { install: wheelhouse, entrypoint: Entrypoint.module('httpie') });
  expect(Object.keys(readStages(runtime))).not.toContain('wheels-application');
  expect(app.runtime.entrypoint).toEqual(['/opt/venv/bin/python', '-m', 'httpie']);
});

test('fails when a builder is asked for the app', () => {
  const app = tool();
  expect(() => new VirtualenvBuilderStage(app, 'Builder').application).toThrow(coded('ArtifactMismatch', /^Stack\/Http\/Builder: a tool has no app/));
});

test('fails without a lock at the construct', () => {
  expect(() => tool({ lockFile: 'nowhere/httpie.txt' })).toThrow(coded('LockNotFound', /^Stack\/Http: /));
  expect(() => tool({}, 'httpie==3.2.4\n')).toThrow(coded('LockInvalid', /^Stack\/Http: /));
});
