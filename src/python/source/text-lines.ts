/** Lines of a text, however they end. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** The number of the first line that fits, counted from one; undefined when none does. */
export function lineNumber(text: string, fits: (line: string) => boolean): number | undefined {
  const index = linesOf(text).findIndex(fits);
  return index < 0 ? undefined : index + 1;
}

/** The line of a TOML file that has a key of a table, and the value as it stands there: a parser makes 1 of 1.0. The header of the table is written out, `[project.scripts]`. */
export function keyLine(text: string, header: string, key: string): { readonly line: number; readonly value: string } | undefined {
  let table = '';
  for (const [index, line] of linesOf(text).entries()) {
    table = /^\s*(\[[^[\]]+\])\s*(?:#.*)?$/.exec(line)?.[1] ?? table;
    const [, name, value] = /^\s*["']?([\w.-]+)["']?\s*=\s*([^#]*?)\s*(?:#.*)?$/.exec(line.slice(0, 200)) ?? [];
    if (table === header && name === key) {
      return { line: index + 1, value };
    }
  }
  return undefined;
}
