/** Tells the one who typed the command. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
