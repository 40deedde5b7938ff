import type { BaseImageProps } from './base-image';
import { Libc } from './libc';
import { PackageManager } from './package-manager';
import { CodedError } from '../private/coded-error';

/** Which of the official Python images. */
export interface PythonImageOptions {
  /**
   * The Debian suite in the tag.
   * @default 'trixie'
   */
  readonly suite?: string;

  /**
   * The digest to pin: `sha256:` and 64 hexadecimal digits.
   * @default - the tag alone
   */
  readonly digest?: string;
}

/** Which of the official Python images on Alpine. */
export interface AlpineImageOptions {
  /**
   * The release of Alpine in the tag: `3.22`.
   * @default '3.22'
   */
  readonly release?: string;

  /**
   * The digest to pin: `sha256:` and 64 hexadecimal digits.
   * @default - the tag alone
   */
  readonly digest?: string;
}

const PYTHON_REPOSITORY = 'docker/library/python';
const ALPINE_RELEASE = '3.22';

/** The official image on Debian: `slim-` or the full one. https://hub.docker.com/_/python */
export function debianPython(version: string, variant: string, options: PythonImageOptions): BaseImageProps {
  const suite = options.suite ?? 'trixie';
  return {
    reference: reference(version, `${variant}${suite}`, options.digest),
    python: interpreter(version),
    distribution: 'debian',
    suite,
    packageManager: PackageManager.APT,
  };
}

/** The official image on Alpine. */
export function alpinePython(version: string, options: AlpineImageOptions): BaseImageProps {
  const release = options.release ?? ALPINE_RELEASE;
  return {
    reference: reference(version, `alpine${release}`, options.digest),
    python: interpreter(version),
    libc: Libc.MUSL,
    distribution: 'alpine',
    suite: release,
    packageManager: PackageManager.APK,
  };
}

/** The Python of each Debian suite that one of this library's versions is in. https://packages.debian.org/python3 */
const PYTHON_OF_SUITE: Readonly<Record<string, string>> = { trixie: '3.13', bookworm: '3.11' };
const DEBIAN_NUMBER: Readonly<Record<string, string>> = { trixie: '13', bookworm: '12' };

/** Debian's slim image, and the Python that its package manager installs. https://hub.docker.com/_/debian */
export function plainDebian(suite: string): BaseImageProps & { readonly pythonPackages: string[]; readonly headerPackages: string[] } {
  const python = ownPython(suite);
  return {
    reference: `docker/library/debian:${suite}-slim`,
    python,
    distribution: 'debian',
    suite,
    packageManager: PackageManager.APT,
    pythonPackages: [`python${python.version}`],
    headerPackages: ['gcc', 'libc6-dev', `python${python.version}-dev`],
  };
}

/** Debian's Python without a shell, for the user 65532. https://github.com/GoogleContainerTools/distroless */
export function distrolessDebian(suite: string): BaseImageProps {
  return {
    reference: `gcr.io/distroless/python3-debian${DEBIAN_NUMBER[suite] ?? ''}:nonroot`,
    python: ownPython(suite),
    distribution: 'debian',
    suite,
    hasShell: false,
  };
}

function ownPython(suite: string) {
  const version = Object.hasOwn(PYTHON_OF_SUITE, suite) ? PYTHON_OF_SUITE[suite] : undefined;
  if (version === undefined) {
    throw new CodedError('BaseImageInvalid', {
      what: 'nothing is known of the Python of a Debian suite',
      found: JSON.stringify(suite),
      expected: `one of ${Object.keys(PYTHON_OF_SUITE).join(', ')}`,
      write: 'BaseImage.of({ reference, python: … })',
    });
  }
  return { implementation: 'cpython', version, path: `/usr/bin/python${version}` };
}

function reference(version: string, variant: string, digest: string | undefined): string {
  return `${PYTHON_REPOSITORY}:${version}-${variant}${digest === undefined ? '' : `@${digest}`}`;
}

function interpreter(version: string) {
  const minor = /^(\d+\.\d+)(\.\d+)?((a|b|rc)\d+)?$/.exec(version)?.[1];
  if (minor === undefined) {
    throw new CodedError('BaseImageInvalid', {
      what: 'the Python version of a base image is not a version',
      found: JSON.stringify(version),
      expected: 'a minor version, or a full one',
      write: "'3.13' or '3.13.9'",
    });
  }
  return { implementation: 'cpython', version: minor, path: `/usr/local/bin/python${minor}` };
}
