/** The first of many names, for a message: `a, b, c …`. */
export function shortened(names: string[], most: number = 12): string {
  return `${names.slice(0, most).join(', ')}${names.length > most ? ' …' : ''}`;
}

/** The first of many lines, for a message that fits on a screen. */
export function firstLines(lines: string[], most: number = 18): string {
  return [...lines.slice(0, most), ...lines.length > most ? [`… and ${lines.length - most} more`] : []].join('\n');
}

/** What there is where something is not, for a message. */
export function besideIt(names: string[]): string {
  return `beside it: ${shortened(names) || 'nothing'}`;
}
