/** What an installer reads: each folder once and whole, none inside another, and no file that lies in one. */
export function planInputs(files: string[], folders: string[]): { files: string[]; folders: string[] } {
  const inside = (path: string) => folders.some((folder) => path.startsWith(`${folder}/`));
  return { files: [...new Set(files)].filter((file) => !inside(file)), folders: [...new Set(folders)].filter((folder) => !inside(folder)).sort() };
}
