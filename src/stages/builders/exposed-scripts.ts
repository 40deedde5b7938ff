import * as path from 'path';
import { CodedError } from '../../private/coded-error';
import { Entrypoint } from '../../python';
import { EntrypointContext } from '../../python/entrypoints/entrypoint-binding';

/** Where scripts are linked to: on every PATH, also that of a shell which forgets the image's. */
export const EXPOSED_FOLDER = '/usr/bin';

/** The link to a script. */
export function exposedAs(script: string): string {
  return `${EXPOSED_FOLDER}/${path.posix.basename(script)}`;
}

/**
 * The scripts of these names in the environment, sorted, each once. What only the build can know is checked there.
 * Fails with `EntrypointInvalid` for what is no name, and with `EntrypointNotFound` when nothing that is installed could bring the script.
 */
export function exposedScripts(names: string[], context: EntrypointContext): string[] {
  const { project, plan, environment } = context;
  const bound = [...new Set(names)].sort().map((name) => ({ name, script: scriptIn(context.binFolder, name) }));
  // Another package, a setup.py or a plugin of the build back end may bring a script that pyproject.toml does not name.
  const nothingBrings = !project.isPackage && plan.locked && plan.packagesFor(environment).length === 0;
  if (nothingBrings && bound.length > 0) {
    throw new CodedError('EntrypointNotFound', {
      what: `the script ${JSON.stringify(bound[0].name)} cannot be linked: nothing is installed that could bring it`,
      found: 'no dependencies, and a project that is no package',
      expected: '[project.scripts] with a [build-system], or a dependency that has the script',
      write: `no ${JSON.stringify(bound[0].name)} in exposeScripts, or [project.scripts] in pyproject.toml`,
    });
  }
  return bound.map(({ script }) => script);
}

/** The path of a script, of which no file says whether it will be there. Fails with `EntrypointInvalid` for what is no name. */
function scriptIn(folder: string, name: string): string {
  Entrypoint.consoleScript(name);
  return `${folder}/${name}`;
}
