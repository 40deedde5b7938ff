/** Says what is being measured, with the seconds since the start, so that a quarter of an hour is not spent before a silent terminal. */
export class ProgressLines {
  private readonly begin = performance.now();

  public say(text: string): void {
    const seconds = ((performance.now() - this.begin) / 1000).toFixed(0);
    process.stdout.write(`${seconds.padStart(5)} s  ${text}\n`);
  }

  /** Says how a list of figures goes on. */
  public figures(text: string, figures: [string, number][]): void {
    this.say(`${text.padEnd(18)}${figures.map(([name, seconds]) => `${name} ${seconds.toFixed(2)} s`).join(' · ')}`);
  }
}
