import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { placeOf } from '../../../src/python/layouts/placement';
import { isInstalled } from '../../../src/python/source/installed-files';
import { moduleFile, moduleName } from '../../../src/python/source/project-layout';
import { folderWith } from '../../support/folder';
import { LAYOUTS } from '../../support/layouts';

test.each(Object.entries(LAYOUTS))('%s: the wheel has these modules, and no others', (_, { files, wheel }) => {
  const project = PythonProject.fromFolder(folderWith(files));
  const { wheel: { placements, known } } = project._layout;
  const installed = project._applicationFiles().filter((file) => file.endsWith('.py') && file !== 'setup.py' && isInstalled(project, file));
  expect(known).toBe(true);
  expect(Object.fromEntries(installed.map((file) => [placeOf(placements, file), file]))).toEqual(wheel);
});

test.each(Object.entries(LAYOUTS))('%s: each of them is found by its name', (_, { files, wheel }) => {
  const project = PythonProject.fromFolder(folderWith(files));
  const names = Object.keys(wheel).map((place) => place.replace(/(?:\/__init__)?\.py$/, '').replace(/\//g, '.'));
  expect(names.map((name) => moduleFile(project._layout, project._source, name))).toEqual(Object.values(wheel));
  expect(Object.values(wheel).map((file) => moduleName(project._layout, file))).toEqual(names);
});
