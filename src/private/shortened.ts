/** The first of many names, for a message: `a, b, c …`. */
export function shortened(names: string[], most: number = 12): string {
  return `${names.slice(0, most).join(', ')}${names.length > most ? ' …' : ''}`;
}

/** What there is where something is not, for a message. */
export function besideIt(names: string[]): string {
  return `beside it: ${shortened(names) || 'nothing'}`;
}
