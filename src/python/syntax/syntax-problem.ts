/** A text does not follow its grammar. The caller turns it into a coded error that knows the file. */
export class SyntaxProblem extends Error {
  constructor(public readonly problem: string, public readonly position: number) {
    super(problem);
  }
}
