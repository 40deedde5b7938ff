import { CodedError } from './coded-error';
import { unlessRefused } from './unless-refused';

/** Mistakes that have nothing to do with each other, which are told together. */
export class Refusals {
  private readonly errors: CodedError[] = [];

  /** What is read, or the other value where it is refused. */
  public take<T, O>(read: () => T, otherwise: O): T | O {
    return unlessRefused(read, (error) => {
      this.errors.push(error);
      return otherwise;
    });
  }

  /** Fails with all that was refused: with the one error, or with one that has the code of the first. `where` is what has them. */
  public check(where: string): void {
    const [first, ...others] = this.errors;
    if (first === undefined) {
      return;
    }
    const all = (fact: 'what' | 'found' | 'expected' | 'write') => [...new Set(this.errors.map(({ facts }) => facts[fact]))];
    throw others.length === 0 ? first : new CodedError(first.code, {
      what: `${where} has ${this.errors.length} mistakes: ${all('what').join('; ')}`,
      found: all('found').join('\n'),
      expected: all('expected').join('\n'),
      write: all('write').join('\n'),
    });
  }
}
