import { BuildSecret } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';
import { expectText, expectTexts } from '../../private/expected-text';

/** A host of private repositories that are fetched over https. */
export interface GitHttpsProps {
  /** The host, with a port if it has one of its own: `git.example`. */
  readonly host: string;

  /** The token or the password. */
  readonly token: BuildSecret;

  /**
   * The user name that the host wants beside a token.
   * @default 'x-access-token'
   */
  readonly username?: string;
}

/** A host of private repositories that are fetched over ssh. */
export interface GitSshProps {
  /** The host, without a port: `git.example`. */
  readonly host: string;

  /**
   * The lines of a known_hosts file for the host: `git.example ssh-ed25519 AAAA…`. What `ssh-keyscan` prints, compared with what the host's owner publishes.
   * A host with another key fails the build.
   */
  readonly knownHosts: string[];
}

/** Where private repositories are, and how git gets into them. git and ssh are in the builder only. */
export class GitHost {
  /** Over https with a token: `git+https://git.example/…`. Fails with `GitHostInvalid` when the host is none. */
  public static https(props: GitHttpsProps): GitHost {
    return new GitHost(checkedHost(props.host, /^[\w-]+(\.[\w-]+)*(:\d+)?$/, 'GitHost.https'), { token: props.token, username: props.username ?? 'x-access-token' });
  }

  /** Over ssh with the SSH agent of the one who builds: `git+ssh://git@git.example/…`. Fails with `GitHostInvalid` when the host or a line is none. */
  public static ssh(props: GitSshProps): GitHost {
    const knownHosts = expectTexts(props.knownHosts, 'the knownHosts of GitHost.ssh', "knownHosts: ['git.example ssh-ed25519 AAAA…'], as ssh-keyscan prints them");
    const wrong = knownHosts.find((line) => !/^(@\S+ )?\S+ (ssh|ecdsa|sk)-\S+ [A-Za-z0-9+/=]+( [^\r\n]*)?$/.test(line));
    if (knownHosts.length === 0 || wrong !== undefined) {
      throw new CodedError('GitHostInvalid', {
        what: `the keys of ${props.host} are not lines of a known_hosts file`,
        found: wrong === undefined ? 'none' : JSON.stringify(wrong),
        expected: 'a host, the kind of its key and the key in each',
        write: `knownHosts: ['${props.host} ssh-ed25519 AAAA…'], as ssh-keyscan ${props.host} prints them`,
      });
    }
    return new GitHost(checkedHost(props.host, /^[\w-]+(\.[\w-]+)*$/, 'GitHost.ssh'), { knownHosts });
  }

  private constructor(
    /** The host. */
    public readonly host: string,
    /** @internal */
    public readonly _data: { readonly token?: BuildSecret; readonly username?: string; readonly knownHosts?: string[] },
  ) {}
}

function checkedHost(host: string, form: RegExp, factory: string): string {
  if (!form.test(expectText(host, `the host of ${factory}`, "host: 'git.example'"))) {
    const [, meant] = /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([\w.-]+)/i.exec(host) ?? [];
    throw new CodedError('GitHostInvalid', {
      what: `the host of ${factory} is none`, found: JSON.stringify(host), expected: 'a name, without a scheme, a user and a path', write: `host: '${meant ?? 'git.example'}'`,
    });
  }
  return host;
}
