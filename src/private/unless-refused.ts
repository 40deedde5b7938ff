import { CodedError } from './coded-error';
import { ErrorCode } from './error-code';

/** What `read` gives. Of an error with one of the codes `otherwise` makes another value; with no codes, of every coded error. Any other is no mistake of the user, and goes on. */
export function unlessRefused<T, O>(read: () => T, otherwise: (error: CodedError) => O, codes?: ErrorCode[]): T | O {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError && codes?.includes(error.code) !== false) {
      return otherwise(error);
    }
    throw error;
  }
}
