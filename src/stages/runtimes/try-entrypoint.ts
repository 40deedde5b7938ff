import { Command } from '../../dockerfile';
import type { BoundEntrypoint } from '../../python/entrypoints/entrypoint-binding';

/** The command that tries what the start of an app imports, in the environment that it is installed in; none where there is nothing to try. */
export function tryEntrypoint(python: string, tool: string, entrypoint: BoundEntrypoint): Command[] {
  const tries = triesOf(entrypoint);
  return tries.length === 0 ? [] : [Command.argv(...checkImage(python, tool, tries))];
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

/** The words that run several checks one after the other. */
export function checkImage(python: string, tool: string, checks: string[][]): string[] {
  return [python, '-I', tool, ...checks.flatMap((check, n) => n === 0 ? check : ['--', ...check])];
}
