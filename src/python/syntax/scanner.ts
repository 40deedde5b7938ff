import { SyntaxProblem } from './syntax-problem';

/** Reads a text from left to right by sticky regular expressions. */
export class Scanner {
  private at = 0;

  constructor(public readonly text: string) {}

  public get position(): number {
    return this.at;
  }

  public get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What the expression matches here, without going on. */
  public peek(expression: RegExp): string | undefined {
    const sticky = new RegExp(expression.source, `${expression.flags.replace(/[gy]/g, '')}y`);
    sticky.lastIndex = this.at;
    return sticky.exec(this.text)?.[0];
  }

  /** What the expression matches here; goes on behind it. */
  public take(expression: RegExp): string | undefined {
    const match = this.peek(expression);
    this.at += match?.length ?? 0;
    return match;
  }

  public skipSpace(): void {
    this.take(/[ \t\r\n\f]+/);
  }

  /** Ends the reading with a problem. */
  public fail(problem: string, position: number = this.at): never {
    throw new SyntaxProblem(problem, position);
  }
}
