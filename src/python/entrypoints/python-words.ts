/** Whether a program is Python, by any of its names: `python`, `python3`, `python3.13`. */
export function isPython(program: string): boolean {
  return /^python[\d.]*$/.test(program);
}

/** Where among the words behind `python` that is what it starts, a file or `-m`: the first that is no option without a value; -1 when there is none. Source: Python, "Command line". */
export function pythonTarget(words: string[]): number {
  return words.findIndex((word) => !/^-[bBdEIOPqsSuvx]+$/.test(word));
}
