import type { PythonProject } from '../python-project';
import { servedCalls } from './served-calls';
import { parsedPython } from '../source/parsed-python';

/** What a program of the project is given, when it reads its port from the environment. */
export interface PortVariable {
  readonly env: Record<string, string>;
  readonly port?: number;
}

/** The port of every program that lets itself be told one. */
const PORT = 8000;

/** The variable PORT for a program that reads it, which may not start without; for others the port that the one server in them has, written out. What is not Python is a script of a shell. */
export function portVariable({ _source: source }: PythonProject, files: string[]): PortVariable {
  const reads = files.some((file) => source.isFile(file) && (file.endsWith('.py')
    ? parsedPython(source, file).readsVariable('PORT') : /\$\{?PORT\b/.test(source.readBytes(file)?.toString('latin1') ?? '')));
  if (reads) {
    return { env: { PORT: `${PORT}` }, port: PORT };
  }
  const served = files.flatMap((file) => source.isFile(file) && file.endsWith('.py') ? servedCalls(parsedPython(source, file)) : [])
    .filter(({ closed }) => !closed);
  return { env: {}, ...(served.length === 1 && served[0].port !== undefined && { port: served[0].port }) };
}

/** The files that a module may be, the one that `python -m` runs among them. */
export function moduleFiles({ _layout: { importRoots } }: PythonProject, module: string): string[] {
  const file = module.replace(/\./g, '/');
  return importRoots.flatMap((root) => [`${file}.py`, `${file}/__main__.py`, `${file}/__init__.py`].map((name) => root === '' ? name : `${root}/${name}`));
}
