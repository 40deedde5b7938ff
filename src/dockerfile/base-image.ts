import type { IImageSource } from './image-source';
import { LambdaImageOptions, lambdaPython } from './lambda-python';
import { Libc } from './libc';
import { AlpineImageOptions, alpinePython, debianPython, distrolessDebian, plainDebian, PythonImageOptions } from './official-python';
import { PackageManager } from './package-manager';
import type { PythonInterpreter } from './python-interpreter';
import { pythonOf } from './python-of';
import { CodedError } from '../private/coded-error';
import { expectText } from '../private/expected-text';
import { imageReference } from '../private/image-reference';

/** An image and what is known of it. Nothing is looked up: the image is believed to be what is said here. */
export interface BaseImageProps {
  /** The reference as in `FROM`, with a tag or a digest: `registry.example.com/python:3.13`. */
  readonly reference: string;

  /**
   * The Python that images built on this one use.
   * @default - none
   */
  readonly python?: PythonInterpreter;

  /**
   * The C library.
   * @default Libc.GLIBC
   */
  readonly libc?: Libc;

  /**
   * The version of glibc, `2.41`. Decides which manylinux wheels fit.
   * @default - known for the Debian suites trixie, bookworm and bullseye, otherwise not known
   */
  readonly glibcVersion?: string;

  /**
   * The distribution: `debian`, `alpine`, `ubuntu` (ID in /etc/os-release).
   * @default - not known
   */
  readonly distribution?: string;

  /**
   * The release of the distribution by name: `trixie`.
   * @default - not known
   */
  readonly suite?: string;

  /**
   * What installs system packages.
   * @default - none
   */
  readonly packageManager?: PackageManager;

  /**
   * The image has a shell. Without one, every RUN is written in the exec form.
   * @default true
   */
  readonly hasShell?: boolean;

  /**
   * The shell.
   * @default '/bin/sh', if there is one
   */
  readonly shell?: string;

  /**
   * The image has a C compiler and the headers of the usual libraries.
   * @default false
   */
  readonly compilers?: boolean;

  /**
   * Accept a reference that moves: no tag, or `:latest`. Two builds of the same file then need not agree.
   * @default false
   */
  readonly allowUnpinned?: boolean;
}

const GLIBC_OF_SUITE: { [suite: string]: string } = { trixie: '2.41', bookworm: '2.36', bullseye: '2.31' };

/** What is known of some base images only. */
interface KnownOfBase {
  /** It comes from the registry (or mirror) of the app. */
  readonly official?: boolean;
  /** What the package manager installs for its Python to be there. */
  readonly pythonPackages?: string[];
  /** What the package manager installs to compile for its Python. */
  readonly headerPackages?: string[];
  /** An image with the same Python at the same place and the usual programs: what cannot run in this one is made in that. */
  readonly workshop?: IImageSource;
  /** For the empty image with the Python of its workshop: the modules of the standard library that it does without. */
  readonly collected?: { readonly excludedModules: string[] };
  /** The image that its Python is copied from, and the folder. */
  readonly pythonFrom?: { readonly image: BaseImage; readonly folder: string };
  /** Nothing is compiled for it: its libraries are not those of the image where its packages are installed. */
  readonly onlyBinary?: boolean;
  /** The program that calls a Lambda handler with its own Python. */
  readonly lambdaEntrypoint?: string;
  /** Its name on Docker Hub, when that is not `library/` and the last part. */
  readonly onDockerHub?: string;
  /** It is on Amazon ECR Public and not on Docker Hub. */
  readonly onPublicEcr?: boolean;
  /** The user that it has in /etc/passwd beside root, `uid:gid`. */
  readonly user?: string;
}

/** An image that a stage starts from, with what the library has to know of it. */
export class BaseImage implements IImageSource {
  /**
   * The official slim image: Debian with Python in /usr/local and no compiler.
   *
   * @param version `3.13` or `3.13.9`
   */
  public static pythonSlim(version: string, options: PythonImageOptions = {}): BaseImage {
    return BaseImage._official(debianPython(version, 'slim-', options));
  }

  /**
   * The official full image: Debian with Python in /usr/local, a compiler and many headers. For stages that build.
   *
   * @param version `3.13` or `3.13.9`
   */
  public static pythonFull(version: string, options: PythonImageOptions = {}): BaseImage {
    return BaseImage._official({ ...debianPython(version, '', options), compilers: true });
  }

  /**
   * The official Alpine image: musl instead of glibc, busybox instead of the usual programs, Python in /usr/local and no compiler.
   *
   * @param version `3.13` or `3.13.9`
   */
  public static pythonAlpine(version: string, options: AlpineImageOptions = {}): BaseImage {
    return BaseImage._official(alpinePython(version, options));
  }

  /**
   * Debian's own slim image, with the Python of Debian: a builder installs it by apt, at /usr/bin. For stages that build for `pythonDistroless`.
   *
   * @param suite `trixie` (if not given), which has Python 3.13, or `bookworm`, which has 3.11
   */
  public static debian(suite: string = 'trixie'): BaseImage {
    const { pythonPackages, headerPackages, ...props } = plainDebian(suite);
    return new BaseImage(props, { official: true, pythonPackages, headerPackages });
  }

  /**
   * The distroless image with Debian's Python at /usr/bin: no shell, no package manager, and a user 65532.
   *
   * @param suite `trixie` (if not given), which has Python 3.13, or `bookworm`, which has 3.11
   */
  public static pythonDistroless(suite: string = 'trixie'): BaseImage {
    return new BaseImage(distrolessDebian(suite), { workshop: BaseImage.debian(suite), user: '65532:65532' });
  }

  /**
   * AWS's image for Lambda: Amazon Linux 2023 with glibc 2.34, Python in /var/lang, Lambda's runtime client and the AWS SDK.
   * It has no package manager that this library uses, and not even `find`, so packages are installed in the official slim image with that Python,
   * as wheels that fit; what would have to be compiled is an error.
   *
   * @param version `3.13`
   */
  public static pythonLambda(version: string, options: LambdaImageOptions = {}): BaseImage {
    const { onDockerHub, folder, lambdaEntrypoint, ...props } = lambdaPython(version, options);
    const known = { official: true, onDockerHub, onlyBinary: true };
    const pythonFrom = { image: new BaseImage(props, known), folder };
    const { python, glibcVersion } = props;
    // What is made there has to run here, so it is for this glibc, not for its own.
    const workshop = new BaseImage({ ...debianPython(version, 'slim-', {}), python, glibcVersion }, { official: true, onlyBinary: true, pythonFrom });
    return new BaseImage(props, { ...known, workshop, lambdaEntrypoint });
  }

  /** The empty image: no shell, no Python, no libc. */
  public static scratch(): BaseImage {
    return new BaseImage({ reference: 'scratch', hasShell: false });
  }

  /**
   * Any other image.
   *
   * Fails with `BaseImageUnpinned` when the reference has no tag and no digest or the tag `latest`,
   * and with `BaseImageInvalid` when it is not a reference.
   */
  public static of(props: BaseImageProps): BaseImage {
    return props.reference === 'scratch' ? BaseImage.scratch() : new BaseImage(props);
  }

  /**
   * The empty image with what a runtime takes of another: its Python, and the libraries that are loaded.
   * @internal
   */
  public static _collected(workshop: IImageSource, excludedModules: string[]): BaseImage {
    const { libc, glibcVersion, distribution, suite } = workshop.rootImage;
    const python = pythonOf(workshop);
    return new BaseImage({ reference: 'scratch', hasShell: false, python, libc, glibcVersion, distribution, suite }, { workshop, collected: { excludedModules } });
  }

  /** @internal */
  public static _official(props: BaseImageProps, known: KnownOfBase = {}): BaseImage {
    return new BaseImage(props, { ...known, official: true });
  }

  /** The base image at the end of the chain: this one. */
  public readonly rootImage: BaseImage;
  /** The Python of the image. */
  public readonly python?: PythonInterpreter;
  /** The C library; undefined in the empty image. */
  public readonly libc?: Libc;
  /** The version of glibc, where known. */
  public readonly glibcVersion?: string;
  /** The distribution, where known: `debian`. */
  public readonly distribution?: string;
  /** The release of the distribution, where known: `trixie`. */
  public readonly suite?: string;
  /** What installs system packages; undefined if nothing does. */
  public readonly packageManager?: PackageManager;
  /** The shell; undefined if there is none. */
  public readonly shell?: string;
  /** Whether a C compiler and the usual headers are there. */
  public readonly compilers: boolean;

  /** @internal */
  public readonly _known: KnownOfBase;
  private readonly reference: string;

  private constructor(props: BaseImageProps, known: KnownOfBase = {}) {
    expectText(props.reference, 'the reference of a base image', "BaseImage.of({ reference: 'registry.example.com/python:3.13' })");
    checkReference(props.reference, props.allowUnpinned ?? false);
    const empty = props.reference === 'scratch' && known.collected === undefined;
    this.rootImage = this;
    this.reference = props.reference;
    this._known = { ...known };
    this.python = props.python;
    this.libc = empty ? undefined : props.libc ?? Libc.GLIBC;
    this.glibcVersion = this.libc === Libc.GLIBC ? props.glibcVersion ?? GLIBC_OF_SUITE[props.suite ?? ''] : undefined;
    this.distribution = props.distribution;
    this.suite = props.suite;
    this.packageManager = props.packageManager;
    this.shell = props.hasShell ?? true ? props.shell ?? '/bin/sh' : undefined;
    this.compilers = props.compilers ?? false;
  }

  /**
   * An image that was built on this one and pushed.
   * @internal
   */
  public _published(reference: string): BaseImage {
    const { python, libc, glibcVersion, distribution, suite, packageManager, shell, compilers } = this;
    const hasShell = shell !== undefined;
    const { workshop, onlyBinary, lambdaEntrypoint } = this._known;
    const props = { reference, python, libc, glibcVersion, distribution, suite, packageManager, shell, hasShell, compilers };
    return new BaseImage(props, { workshop, onlyBinary, lambdaEntrypoint });
  }

  /**
   * The reference for FROM and --from. Official images come from the registry (or mirror) of the app.
   * @internal
   */
  public _reference(registry: string): string {
    if (!this._known.official) {
      return this.reference;
    }
    const prefix = registry.replace(/\/+$/, '');
    const hub = prefix === 'docker.io' || prefix.endsWith('/library');
    if (hub && this._known.onPublicEcr) {
      return `public.ecr.aws/${this.reference}`;
    }
    const onDockerHub = this._known.onDockerHub ?? this.reference.replace(/^docker\//, '');
    return `${prefix.replace(/\/library$/, '')}/${hub ? onDockerHub : this.reference}`;
  }
}

function checkReference(reference: string, allowUnpinned: boolean): void {
  const read = imageReference(reference);
  if (read === undefined) {
    throw new CodedError('BaseImageInvalid', {
      what: 'the reference of a base image is not one that Docker reads',
      found: JSON.stringify(reference),
      expected: '[registry/]repository:tag or [registry/]repository@sha256:<64 hexadecimal digits>',
      write: "reference: 'registry.example.com/python:3.13'",
    });
  }
  const { tag, digest } = read;
  if (reference !== 'scratch' && !allowUnpinned && digest === undefined && (tag === undefined || tag === 'latest')) {
    throw new CodedError('BaseImageUnpinned', {
      what: tag === undefined ? 'the reference of a base image has no tag' : "the tag 'latest' moves, so two builds need not agree",
      found: JSON.stringify(reference),
      expected: 'a tag or a digest',
      write: `${JSON.stringify(`${reference.replace(/:latest$/, '')}:<version>`)}, or allowUnpinned: true`,
    });
  }
}
