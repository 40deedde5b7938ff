/** The folder of a file of the source; the source itself is the empty text. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** The folders that a file is in, the nearest first; the last is the source. */
export function foldersAbove(file: string): string[] {
  const folder = folderOf(file);
  return folder === '' ? [''] : [folder, ...foldersAbove(folder)];
}
