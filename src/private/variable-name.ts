/** What a program would call the construct of an id, for examples in messages: `runtime` for `Runtime`. */
export function variableName(id: string): string {
  const word = id.replace(/[^A-Za-z0-9_]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase());
  return /^[A-Za-z_]/.test(word) ? word[0].toLowerCase() + word.slice(1) : `the${word}`;
}
