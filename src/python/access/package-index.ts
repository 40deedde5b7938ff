import { IndexCredentials } from './index-credentials';
import { BuildSecret } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';

/** An index of Python packages. */
export interface PackageIndexProps {
  /** The simple API of the index, without a user name or a password: `https://pypi.example/simple`. */
  readonly url: string;

  /**
   * What uv calls the index. `[[tool.uv.index]]` and `[tool.uv.sources]` of a pyproject.toml refer to it by that name.
   * @default - made of the host and the path
   */
  readonly name?: string;

  /**
   * The index takes the place of PyPI: packages, build back ends and tools come from it. So do files that a uv.lock has at an index which is not given. Only one index can.
   * @default false
   */
  readonly replacesPypi?: boolean;

  /**
   * The index has other files of the packages that PyPI has, under the same names, and what fits best is taken from either.
   * Never for an index with private names: who puts a package of such a name on PyPI would be installed.
   * uv takes what the index has, and asks the next index only for names that it does not have, when this is not said.
   * @default false
   */
  readonly sharesNames?: boolean;

  /**
   * How the installers get in.
   * @default - everybody does
   */
  readonly credentials?: IndexCredentials;
}

/** A repository of AWS CodeArtifact. */
export interface CodeArtifactProps {
  /** The domain. */
  readonly domain: string;
  /** The account that owns the domain: 12 digits. */
  readonly domainOwner: string;
  /** The region: `eu-west-1`. */
  readonly region: string;
  /** The repository. */
  readonly repository: string;
  /**
   * It takes the place of PyPI, as one with PyPI for an upstream can.
   * @default false
   */
  readonly replacesPypi?: boolean;
  /**
   * The token: what `aws codeartifact get-authorization-token --domain … --query authorizationToken --output text` prints. It is good for 12 hours.
   * @default - that of the environment variable CODEARTIFACT_AUTH_TOKEN
   */
  readonly token?: BuildSecret;
}

/** An index that packages are installed from, beside PyPI or in its place. */
export class PackageIndex {
  /** Fails with `PackageIndexInvalid` when the URL or the name is none, and with `CredentialInSource` when the URL has a password. */
  public static of(props: PackageIndexProps): PackageIndex {
    return new PackageIndex(props);
  }

  /** A repository of AWS CodeArtifact. https://docs.aws.amazon.com/codeartifact/latest/ug/python-configure-pip.html */
  public static codeArtifact(props: CodeArtifactProps): PackageIndex {
    const { domain, domainOwner, region, repository, replacesPypi, token } = props;
    return new PackageIndex({
      url: `https://${domain}-${domainOwner}.d.codeartifact.${region}.amazonaws.com/pypi/${repository}/simple/`,
      name: repository,
      replacesPypi,
      credentials: IndexCredentials.fromPassword({ username: 'aws', password: token ?? BuildSecret.fromEnvironment('CODEARTIFACT_AUTH_TOKEN') }),
    });
  }

  /**
   * Several indexes for one app.
   * @internal
   */
  public static _checked(indexes: PackageIndex[]): PackageIndex[] {
    const of = (found: PackageIndex[]) => found.map(({ url }) => url).join(' and ');
    const replacing = indexes.filter(({ replacesPypi }) => replacesPypi);
    if (replacing.length > 1) {
      throw invalid('two indexes take the place of PyPI', of(replacing), 'one at most', 'replacesPypi: true for one of them');
    }
    const early = replacing.find(({ _credentials }) => _credentials?._data.plugins !== undefined);
    if (early !== undefined) {
      throw invalid('keyring would have to be installed from the very index that it opens', of([early]), 'a password or a netrc file for what takes the place of PyPI', 'credentials: IndexCredentials.fromNetrc(BuildSecret.fromFile(\'secrets/netrc\'))');
    }
    const [name] = indexes.map((one) => one._variable).filter((one, n, all) => all.indexOf(one) !== n);
    if (name !== undefined) {
      throw invalid('two indexes have the same name', of(indexes.filter((one) => one._variable === name)), 'names that differ in more than case and punctuation', `name: '${name.toLowerCase()}-2' for one of them`);
    }
    return [...indexes];
  }

  /** The URL. */
  public readonly url: string;
  /** What uv calls it. */
  public readonly name: string;
  /** Whether it takes the place of PyPI. */
  public readonly replacesPypi: boolean;
  /** Whether it has packages of the same names as PyPI. */
  public readonly sharesNames: boolean;

  /** @internal */
  public readonly _credentials?: IndexCredentials;

  private constructor(props: PackageIndexProps) {
    const { url } = props;
    const parsed = URL.canParse(url) && !/\s/.test(url) ? new URL(url) : undefined;
    if (parsed?.username || parsed?.password) {
      throw new CodedError('CredentialInSource', {
        what: 'the URL of an index has a user name, a password or a token, and would be in the Dockerfile',
        found: `${parsed.protocol}//…@${parsed.host}`,
        expected: 'a URL without credentials: they travel by build secrets',
        write: `url: '${parsed.protocol}//${parsed.host}${parsed.pathname}'`,
      });
    }
    if (parsed === undefined || !['https:', 'http:'].includes(parsed.protocol)) {
      throw invalid('the URL of an index is none', JSON.stringify(url), 'the URL of its simple API', "url: 'https://pypi.example/simple'");
    }
    this.url = url;
    this.name = props.name ?? `${parsed.host}${parsed.pathname}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(this.name)) {
      throw invalid('the name of an index is none', JSON.stringify(props.name), 'letters, digits, "-", "_" and "."', "name: 'internal'");
    }
    this.replacesPypi = props.replacesPypi ?? false;
    this.sharesNames = props.sharesNames ?? false;
    this._credentials = props.credentials;
  }

  /**
   * The name as uv has it in the names of variables. https://docs.astral.sh/uv/concepts/indexes/
   * @internal
   */
  public get _variable(): string {
    return this.name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  }
}

function invalid(what: string, found: string, expected: string, write: string): CodedError {
  return new CodedError('PackageIndexInvalid', { what, found, expected, write });
}
