/** A text does not follow its grammar. The caller turns it into a coded error that knows the file. */
export class SyntaxProblem extends Error {
  constructor(public readonly problem: string, public readonly position: number) {
    super(problem);
  }
}

/** What `read` gives. Of a text that does not follow its grammar `otherwise` makes an error that knows the file, or another value. */
export function parsed<T, O>(read: () => T, otherwise: (problem: SyntaxProblem) => O): T | O {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxProblem) {
      return otherwise(error);
    }
    throw error;
  }
}
