import type { EntrypointContext } from './entrypoint-binding';
import { CodedError } from '../../private/coded-error';
import { shortened } from '../../private/shortened';
import type { PythonProject } from '../python-project';
import { folderOf } from '../source/folders-above';
import { ignoringLine } from '../source/ignored-files';
import { isInstalled } from '../source/installed-files';
import type { SourceFolder } from '../source/source-folder';
import { fileOf, ModuleReference, NameProblem, problemOf } from '../syntax/module-name';

type Written = (module: string, name?: string) => string;

/**
 * Fails with `EntrypointNotFound` for a module that the project would have and has not, for a name that is nowhere at its top, and for one that `.dockerignore`
 * leaves out. `written` is how a user writes the entry point with another module or name, `said` what the project says that led here.
 */
export function checkModule(reference: ModuleReference, context: EntrypointContext, written: Written, said?: string): void {
  const { project, plan, environment } = context;
  const problem = problemOf(reference, project, plan.packagesFor(environment));
  if (problem !== undefined) {
    throw notFound(reference, problem, written, said);
  }
  const file = fileOf(reference, project);
  if (file !== undefined) {
    checkIncluded(project, file);
    checkInstalled(project, file);
  }
}

/** Fails with `EntrypointNotFound` for a file of a package that its wheel does not have: of a package, nothing else is in the image. */
function checkInstalled(project: PythonProject, file: string): void {
  if (project.isPackage && !isInstalled(project, file)) {
    throw notInstalled(project, file, []);
  }
}

/** The error of a file that no image of the package has. `instead` is what starts it otherwise. */
export function notInstalled({ _layout: { packages, wheel }, _source: source }: PythonProject, file: string, instead: string[]): CodedError {
  const { placements, declared, where } = wheel;
  return new CodedError('EntrypointNotFound', {
    what: `${file} is no file of the image: the project is installed as a package${instead.length > 0 ? '' : ', and its wheel does not have it'}`,
    found: declared ? `${where}: ${shortened(placements.map(({ path, as }) => path === as || path.endsWith(`/${as}`) || as === '' ? path : `${path} as ${as}`)) || 'nothing'}`
      : packages.length === 0 ? 'no packages' : `the packages ${packages.join(', ')}`,
    expected: 'a module that is installed, or a project that runs from its files',
    write: [...instead, ...declared && instead.length === 0 ? [missing(source, where, file)] : [], 'package = false below [tool.uv] in pyproject.toml: then the app runs from its files'].join('\nor '),
  });
}

/** What brings a file into the wheel: setuptools takes names, the other back ends paths. */
function missing(source: SourceFolder, where: string, file: string): string {
  const folder = folderOf(file);
  const isSetuptools = /setup\.(?:py|cfg)$|^\[tool\.setuptools\]$/.test(where);
  return !isSetuptools ? `${file} in ${where}`
    : folder === '' ? `${JSON.stringify(file.replace(/\.py$/, ''))} among the modules in ${where}`
      : source.isFile(`${folder}/__init__.py`) ? `${JSON.stringify(folder.replace(/\//g, '.'))} among the packages in ${where}` : `the file ${folder}/__init__.py`;
}

/** Fails with `EntrypointNotFound` for a file of the project that its `.dockerignore` leaves out. */
export function checkIncluded(project: PythonProject, file: string): void {
  const line = ignoringLine(project, file);
  if (line !== undefined) {
    throw new CodedError('EntrypointNotFound', {
      what: `${file}, which starts the app, is left out of the image by .dockerignore`,
      found: `.dockerignore, line ${line.number}: ${line.text}`,
      expected: 'a .dockerignore that leaves the entry point in',
      write: `!${file} as a line behind it, or line ${line.number} without what fits ${file}`,
    });
  }
}

function notFound({ module, name }: ModuleReference, problem: NameProblem, written: Written, said?: string): CodedError {
  const found = (names: string) => said === undefined ? names : `${said}\n${names}`;
  if (problem.kind === 'module') {
    const { modules, near } = problem;
    return new CodedError('EntrypointNotFound', {
      what: `the project has no module ${module}`,
      found: found(modules.length === 0 ? 'no modules' : `the modules ${shortened(modules)}`),
      expected: 'a module of the project or of a dependency',
      write: near !== undefined ? written(near, name) : modules.length === 1 ? written(modules[0], name) : `the file ${module.replace(/\./g, '/')}.py, or another module in the entry point`,
    });
  }
  const { file, names, near } = problem;
  return new CodedError('EntrypointNotFound', {
    what: `${file} has no ${name} at its top`,
    found: found(names.length === 0 ? 'no functions and no assignments there' : shortened(names)),
    expected: `a name that importing ${module} gives`,
    write: near !== undefined ? written(module, near) : `${name} = … at the top of ${file}`,
  });
}
