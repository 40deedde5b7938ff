import { importable } from './entrypoint-binding';
import type { PythonProject } from '../python-project';
import { parsedPython } from '../source/parsed-python';
import { pythonFiles } from '../source/python-files';

/** The handlers of a project, `package.module.function`: functions of an event and a context are for Lambda, which calls them itself, and so are applications of Chalice. */
export function foundHandlers(project: PythonProject): string[] {
  const { _source: source, _layout: { modules, packages } } = project;
  return [...modules, ...pythonFiles(source, ...packages)].flatMap((file) => {
    const { top } = parsedPython(source, file);
    const called = [
      ...top.functions.filter(({ required }) => /^_?event,_?context$/.test(required.join(','))),
      ...top.assignments.filter(({ value }) => value.callee?.origin === 'chalice.Chalice'),
    ];
    const module = called.length === 0 ? undefined : importable(project, file);
    return module === undefined ? [] : called.map(({ name }) => `${module}.${name}`);
  });
}
