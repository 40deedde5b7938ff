import { BuildSecret, Mount } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';

/** A user name and a password for an index. */
export interface IndexPassword {
  /** The password or the token. */
  readonly password: BuildSecret;

  /**
   * The user name, if it is no secret: `aws` for CodeArtifact, `oauth2accesstoken` for Google's Artifact Registry.
   * @default '__token__'
   */
  readonly username?: string;

  /**
   * The user name, if it is a secret as well.
   * @default - `username`
   */
  readonly usernameSecret?: BuildSecret;
}

/** How keyring gets the password of an index. */
export interface IndexKeyring {
  /** The user name that keyring is asked with: `aws`, `oauth2accesstoken`, `VssSessionToken`. */
  readonly username: string;

  /**
   * The packages to install into the builder beside keyring itself: `keyrings.codeartifact==1.4.1`. They come from PyPI or from what takes its place.
   * @default - none: one of the backends of keyring
   */
  readonly plugins?: string[];

  /**
   * What the plugin reads: secrets at the paths or in the variables where it looks for them.
   * @default - nothing
   */
  readonly mounts?: Mount[];
}

/** How an installer gets into an index. */
export class IndexCredentials {
  /** A user name and a password or token. */
  public static fromPassword(password: IndexPassword): IndexCredentials {
    return new IndexCredentials({ ...password });
  }

  /** The file that curl, git, pip and uv know: `machine pypi.example login … password …` for each host. */
  public static fromNetrc(netrc: BuildSecret): IndexCredentials {
    return new IndexCredentials({ netrc });
  }

  /** A plugin of keyring, which asks the cloud for a token. It is installed in the builder and in no image. */
  public static fromKeyring(keyring: IndexKeyring): IndexCredentials {
    const plugins = keyring.plugins ?? [];
    const wrong = plugins.find((one) => /^\s*(-|$)/.test(one));
    if (wrong !== undefined) {
      throw new CodedError('PackageIndexInvalid', {
        what: 'a plugin of keyring is no requirement', found: JSON.stringify(wrong), expected: 'the name of a package, with a version', write: "plugins: ['keyrings.codeartifact==1.4.1']",
      });
    }
    return new IndexCredentials({ username: keyring.username, plugins: [...plugins], mounts: [...keyring.mounts ?? []] });
  }

  private constructor(
    /** @internal */
    public readonly _data: {
      readonly username?: string;
      readonly usernameSecret?: BuildSecret;
      readonly password?: BuildSecret;
      readonly netrc?: BuildSecret;
      readonly plugins?: string[];
      readonly mounts?: Mount[];
    },
  ) {}
}
