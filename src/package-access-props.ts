import { BuildSecret } from './dockerfile';
import { GitHost, PackageIndex } from './python';

/** Where packages come from, and how the build gets at them. Nothing of it is in an image. */
export interface PackageAccessProps {
  /**
   * Where packages come from, beside PyPI or in its place.
   * @default - those of `PythonAppDefaults`, else PyPI alone
   */
  readonly indexes?: PackageIndex[];

  /**
   * Hosts of private repositories that dependencies come from.
   * @default - those of `PythonAppDefaults`, else none
   */
  readonly gitHosts?: GitHost[];

  /**
   * Secrets by the names of the environment variables that the installers see them in, for files that refer to variables:
   * `--extra-index-url https://${PYPI_USER}:${PYPI_TOKEN}@pypi.example/simple`.
   * @default - those of `PythonAppDefaults`, else none
   */
  readonly buildSecrets?: Record<string, BuildSecret>;

  /**
   * A PEM file with the certificates of authorities that the build trusts beside those of its base image, such as that of a company's proxy:
   * absolute, or relative to the working directory of the process. No image trusts them.
   * @default - that of `PythonAppDefaults`, else none
   */
  readonly buildCertificates?: string;
}
