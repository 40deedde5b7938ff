import { CodedError } from '../private/coded-error';

/**
 * A secret that `docker build` hands to single steps. Its value is read where the image is built, on each build: it is in no layer, no history,
 * no file of the assembly and no hash. What the assembly has is where the value is to be found.
 */
export class BuildSecret {
  /**
   * The value of an environment variable of the process that builds: that of `cdk deploy`.
   *
   * Fails with `BuildSecretInvalid` when it is no name of a variable.
   */
  public static fromEnvironment(variable: string): BuildSecret {
    if (!/^[A-Za-z_]\w*$/.test(variable)) {
      throw new CodedError('BuildSecretInvalid', {
        what: 'a secret is read from an environment variable, and this is no name of one',
        found: describe(variable),
        expected: 'the name of the variable, never its value',
        write: "BuildSecret.fromEnvironment('PYPI_TOKEN')",
      });
    }
    return new BuildSecret(variable, `env=${variable}`, `set the environment variable ${variable} where the image is built`);
  }

  /**
   * The content of a file on the machine that builds: absolute, or relative to the working directory of the synthesis.
   * The assembly then holds its absolute path, so prefer a variable when others build what you synthesize.
   *
   * Fails with `BuildSecretInvalid` when the path has a comma or a line break, which the command line of Docker cannot carry.
   */
  public static fromFile(file: string): BuildSecret {
    const id = (file.split(/[\\/]/).at(-1) ?? '').replace(/^\.+/, '').replace(/[^\w.-]/g, '-');
    if (id === '' || /[,\r\n"]/.test(file)) {
      throw new CodedError('BuildSecretInvalid', {
        what: 'the path of a secret cannot be handed to Docker', found: JSON.stringify(file), expected: 'the path of a file, without a comma, a quote or a line break', write: "BuildSecret.fromFile('secrets/token.txt')",
      });
    }
    return new BuildSecret(id, `src=${file}`, `${id} is empty`);
  }

  private constructor(
    /** Its name in `docker build --secret id=…`: the name of the variable, or that of the file. */
    public readonly id: string,
    /** @internal */
    public readonly _source: string,
    /** @internal */
    public readonly _remedy: string,
  ) {}
}

/** What may be a secret itself is not repeated. */
function describe(variable: string): string {
  return variable === '' ? '""' : `${variable.length} characters, not all of them letters, digits and "_"`;
}
