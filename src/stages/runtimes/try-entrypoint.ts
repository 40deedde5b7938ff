import { Command, Mount } from '../../dockerfile';
import type { BoundEntrypoint } from '../../python/entrypoints/entrypoint-binding';

const CHECK_TOOL = '/tools/check-image';

/** Shows a RUN the program that checks. */
export function checkTool(): Mount {
  return Mount._tool('check-image', CHECK_TOOL);
}

/** The command that tries what the start of an app imports, in the environment that it is installed in; none where there is nothing to try. */
export function tryEntrypoint(python: string, entrypoint: BoundEntrypoint): Command[] {
  const tries = triesOf(entrypoint);
  return tries.length === 0 ? [] : [Command.argv(...checkImage(python, tries))];
}

/** The checks of what a start imports, as words of check-image. What an installed script calls is looked for where it is installed alone, as the script does. */
export function triesOf({ imports, importedBy, requires, importPath }: Pick<BoundEntrypoint, 'imports' | 'importedBy' | 'requires' | 'importPath'>): string[][] {
  const tries: [string, string[], string[]][] = [
    ['imports', [], importedBy ?? []],
    ['imports', importPath, imports],
    ['requires', importPath, requires],
  ];
  return tries.filter(([, , names]) => names.length > 0).map(([what, folders, names]) => [what, ...folders.flatMap((folder) => ['--path', folder]), ...names]);
}

/** The words that run several checks one after the other, with variables of their own: `NAME=value`. */
export function checkImage(python: string, checks: string[][], variables: string[] = []): string[] {
  return [...(variables.length > 0 ? ['env', ...variables] : []), python, '-I', CHECK_TOOL, ...checks.flatMap((check, n) => n === 0 ? check : ['--', ...check])];
}
