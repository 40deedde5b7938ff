import type { SourceFolder } from './source-folder';

/** The files of Python directly in folders of the source, whatever they are for. */
export function pythonFiles(source: SourceFolder, ...folders: string[]): string[] {
  return folders.flatMap((folder) => source.list(folder)).filter(({ kind, name }) => kind === 'file' && name.endsWith('.py')).map(({ path }) => path);
}
