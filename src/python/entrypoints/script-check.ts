import type { EntrypointContext } from './entrypoint-binding';
import { checkModule } from './start-check';
import { CodedError } from '../../private/coded-error';
import { nearestNames } from '../../private/nearest-names';

/**
 * Fails with `EntrypointNotFound` for a console script that nothing can bring: the project does not declare it, or is not installed, and there is no dependency.
 * What a script of the project calls has to be in the project. A `target` is what the project says that it calls.
 */
export function checkScript(name: string, target: string | undefined, context: EntrypointContext): void {
  const { project: { isPackage, _consoleScripts: { scripts, files, where, computed }, _hasCode: hasCode }, plan, environment } = context;
  if (isPackage && target !== undefined) {
    const [, module, called] = /^\s*([\w.]+)\s*:\s*([A-Za-z_]\w*)/.exec(target) ?? [];
    if (module !== undefined) {
      checkModule({ module, name: called }, context, (one, other = called) => `${name} = "${one}:${other}" in ${where}`);
    }
    return;
  }
  if (!hasCode || computed === true || (isPackage && files.includes(name)) || !plan.locked || plan.packagesFor(environment).length > 0) {
    return;
  }
  const declared = [...Object.keys(scripts), ...files];
  const near = isPackage ? nearestNames(name, declared)[0] ?? (declared.length === 1 ? declared[0] : undefined) : undefined;
  throw new CodedError('EntrypointNotFound', {
    what: `nothing that is installed has the console script ${JSON.stringify(name)}`,
    found: isPackage ? `${where}: ${declared.join(', ') || 'nothing'}; and no dependencies` : 'a project that is no package, which is not installed, and no dependencies',
    expected: 'a console script of the project or of a dependency',
    write: near !== undefined ? `entrypoint: Entrypoint.consoleScript('${near}')`
      : isPackage ? `${name} = "MODULE:FUNCTION" in ${where}` : 'a [build-system] in pyproject.toml, or entrypoint: Entrypoint.script(\'main.py\')',
  });
}
