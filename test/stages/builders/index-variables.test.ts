import { expect, test } from 'vitest';
import { PackageIndex, PythonAppDefaults, PythonApp, WheelBuilderStage } from '../../../src';
import { UvStage } from '../../../src/stages/builders/uv-stage';
import { testStack } from '../../support/app';
import { folderWith } from '../../support/folder';
import { readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';
import { TestStage } from '../../support/stages';

const extra = PackageIndex.of({ url: 'https://pypi.example/simple', name: 'corp' });
const mirror = PackageIndex.of({ url: 'https://mirror.example/simple', name: 'mirror', replacesPypi: true });
const wheels = PackageIndex.of({ url: 'https://wheels.example/simple', name: 'wheels', sharesNames: true });

function environment(...indexes: PackageIndex[]): string {
  const app = scriptApp(pinned('idna'), { indexes });
  return readStages(app.runtime)['builder-toolchain'].lines.find((line) => line.startsWith('ENV'))!.replace(/.*UNCHECKED_HASH ?/, '');
}

test('without an index nothing is said', () => {
  expect(environment()).toBe('');
});

test('uv knows the extra indexes and the one that takes the place of PyPI by their names', () => {
  expect(environment(extra)).toBe('UV_INDEX="corp=https://pypi.example/simple"');
  expect(environment(extra, mirror, wheels)).toBe([
    'UV_DEFAULT_INDEX="mirror=https://mirror.example/simple"',
    'UV_INDEX="corp=https://pypi.example/simple wheels=https://wheels.example/simple"',
    'UV_INDEX_STRATEGY=unsafe-best-match',
    'PIP_INDEX_URL=https://mirror.example/simple',
  ].join(' '));
});

test('tools come from what takes the place of PyPI, and from no extra index', () => {
  const app = scriptApp(pinned('idna'), { indexes: [extra, mirror] });
  const stages = readStages(UvStage.for(new TestStage(app, 'Stage')));
  expect(stages.uv.lines[0]).toBe('ENV UV_DEFAULT_INDEX="mirror=https://mirror.example/simple" PIP_INDEX_URL=https://mirror.example/simple');
  expect(readStages(UvStage.for(new TestStage(scriptApp(pinned('idna'), { indexes: [extra] }), 'Stage'))).uv.lines[0]).toMatch(/^RUN/);
});

test('pip asks the extra indexes for the packages, not for itself', () => {
  const app = scriptApp(pinned('idna'), { indexes: [extra, wheels] });
  const { runs } = readStages(new WheelBuilderStage(app, 'Wheels')).wheels;
  expect(runs.map(({ commands }) => commands[0].replace(/ --.*/, ''))).toEqual([
    'pip install',
    "env 'PIP_EXTRA_INDEX_URL=https://pypi.example/simple https://wheels.example/simple' /usr/local/bin/python3.13 /tools/make-wheels",
  ]);
});

test('a platform team says the indexes for all apps, an app says its own', () => {
  const stack = testStack();
  PythonAppDefaults.set(stack, { indexes: [mirror] });
  const source = folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': pinned('idna') });
  const lines = (app: PythonApp) => app.image.dockerfile.split('\n').filter((line) => line.includes('UV_'));
  expect(lines(new PythonApp(stack, 'Theirs', { source })).join('\n')).toContain('mirror.example');
  expect(lines(new PythonApp(stack, 'Own', { source, indexes: [extra] })).join('\n')).not.toContain('mirror.example');
});
