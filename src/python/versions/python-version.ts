import { CodedError } from '../../private/coded-error';

/** The oldest minor version of Python 3 that this library builds with. */
const OLDEST = 10;

/** A minor version of CPython. */
export class PythonVersion {
  /** Python 3.10. */
  public static readonly V3_10 = new PythonVersion(10);
  /** Python 3.11. */
  public static readonly V3_11 = new PythonVersion(11);
  /** Python 3.12. */
  public static readonly V3_12 = new PythonVersion(12);
  /** Python 3.13. */
  public static readonly V3_13 = new PythonVersion(13);
  /** Python 3.14. */
  public static readonly V3_14 = new PythonVersion(14);

  /**
   * Any minor version, for example one that is newer than this library.
   *
   * PythonUnsupported: not written as `3.13`, or older than 3.10.
   *
   * @param minor the minor version, without a patch release: `3.13`
   */
  public static of(minor: string): PythonVersion {
    const number = /^3\.(0|[1-9]\d{0,2})$/.exec(minor)?.[1];
    if (number === undefined || Number(number) < OLDEST) {
      throw new CodedError('PythonUnsupported', {
        what: `${JSON.stringify(minor)} is not a Python version to build with`,
        found: JSON.stringify(minor),
        expected: `a minor version from 3.${OLDEST} on, without a patch release`,
        write: `PythonVersion.of('${/^3\.\d{2}/.exec(minor)?.[0] ?? PythonVersion.V3_13.minor}')`,
      });
    }
    return new PythonVersion(Number(number));
  }

  /**
   * The versions to choose from when nobody chooses: the default one, then newest first.
   * @internal
   */
  public static _candidates(): PythonVersion[] {
    const { V3_10, V3_11, V3_12, V3_13, V3_14 } = PythonVersion;
    return [V3_13, V3_14, V3_12, V3_11, V3_10];
  }

  /** The version as text, `3.13`. */
  public readonly minor: string;

  /** The version as a wheel's tag has it, `cp313`. Source: PEP 425. */
  public readonly tag: string;

  private constructor(number: number) {
    this.minor = `3.${number}`;
    this.tag = `cp3${number}`;
  }
}
