/** Whether a program is Python, by any of its names: `python`, `python3`, `python3.13`. */
export function isPython(program: string): boolean {
  return /^python[\d.]*$/.test(program);
}

/**
 * Where among the words behind `python` that is what it starts, a file or `-m`: the first that is no option and no value of one; -1 when there is none, as with `-c`.
 * Source: Python, "Command line".
 */
export function pythonTarget(words: string[]): number {
  const at = words.findIndex((word, n) => !/^-[bBdEIOPqsSuvx]+$|^-[WX]/.test(word) && !/^-[WX]$/.test(words[n - 1] ?? ''));
  return words[at] === '-c' ? -1 : at;
}
