import type { EntrypointContext } from './entrypoint-binding';
import { checkModule } from './start-check';
import { uninstalledScripts } from './uninstalled-scripts';
import { processProp } from './written-process';
import { CodedError } from '../../private/coded-error';
import { nearestNames } from '../../private/nearest-names';
import type { PythonProject } from '../python-project';
import { keyLine } from '../source/text-lines';
import { normalizeName } from '../syntax/package-name';

/**
 * Fails with `EntrypointNotFound` for a console script that nothing can bring: the project does not declare it, or is not installed, and there are no dependencies, of which any
 * may have scripts of any name. What a script of the project calls has to be in the project. A `target` is what the project says that it calls.
 */
export function checkScript(name: string, target: string | undefined, context: EntrypointContext): void {
  const { project, plan, environment } = context;
  const { isPackage, _consoleScripts: { scripts, files, where, computed }, _hasCode: hasCode } = project;
  if (isPackage && target !== undefined) {
    const [, module, called] = /^\s*([\w.]+)\s*:\s*([A-Za-z_]\w*)/.exec(target) ?? [];
    if (module !== undefined) {
      checkModule({ module, name: called }, context, (one, other = called) => `${name} = "${one}:${other}" in ${where}`, `${name} = ${JSON.stringify(target)} in ${placeOf(project, name)}`);
    }
    return;
  }
  if (target !== undefined && !plan.packagesFor(environment).some((one) => one.name === normalizeName(name))) {
    const line = uninstalledScripts(project)[name];
    throw new CodedError('EntrypointNotFound', {
      what: `the console script ${JSON.stringify(name)} is declared, but the project is no package, so nothing installs it`,
      found: `${name} = ${JSON.stringify(target)} in ${placeOf(project, name)}, and ${project._pyproject?.buildSystem === undefined ? 'no [build-system]' : 'a project that is not installed'}`,
      expected: 'a project that is installed, or a start that needs no script',
      write: [...line === undefined ? [] : [processProp(line)], '[build-system] in pyproject.toml: requires = ["hatchling"], build-backend = "hatchling.build"'].join('\nor '),
    });
  }
  const near = nearScript(project, name);
  if (!hasCode || computed === true || (isPackage && files.includes(name)) || !plan.locked || plan.packagesFor(environment).length > 0) {
    return;
  }
  const declared = [...Object.keys(scripts), ...files];
  const meant = near ?? (isPackage && declared.length === 1 ? declared[0] : undefined);
  throw new CodedError('EntrypointNotFound', {
    what: `nothing that is installed has the console script ${JSON.stringify(name)}`,
    found: isPackage ? `${near === undefined ? where : placeOf(project, near)}: ${declared.join(', ') || 'nothing'}; and no dependencies` : 'a project that is no package, which is not installed, and no dependencies',
    expected: 'a console script of the project or of a dependency',
    write: meant !== undefined ? `entrypoint: Entrypoint.consoleScript('${meant}')`
      : isPackage ? `${name} = "MODULE:FUNCTION" in ${where}` : 'a [build-system] in pyproject.toml, or entrypoint: Entrypoint.script(\'main.py\')',
  });
}

/** The script of the project that a script which it does not declare was probably meant to be; undefined for one that it declares. */
export function nearScript({ isPackage, _consoleScripts: { scripts, files } }: PythonProject, name: string): string | undefined {
  const declared = [...Object.keys(scripts), ...files];
  return isPackage && !declared.includes(name) ? nearestNames(name, declared)[0] : undefined;
}

/** Where a script is declared, with the line of pyproject.toml: `[project.scripts], line 7 of pyproject.toml`. */
function placeOf({ _consoleScripts: { where }, _source: source }: PythonProject, name: string): string {
  const line = where.startsWith('[') ? keyLine(source.read('pyproject.toml') ?? '', where, name)?.line : undefined;
  return line === undefined ? where : `${where}, line ${line} of pyproject.toml`;
}
