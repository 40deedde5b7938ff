import { Construct } from 'constructs';
import { buildWithBuildx, checkedBuilder } from './buildx-build';
import { BuildxBuilderOptions } from './buildx-builder-options';
import { buildInCodeBuild } from './code-build';
import { CodeBuildBuilderOptions } from './code-build-builder-options';
import { ImagePlatform } from '../dockerfile';
import { BuiltImage, ImageBuild } from './image-build';
import { LocalBuilderOptions } from './local-builder-options';
import { buildHere } from './provenance';

interface Abilities {
  /** What it builds on, where that is not here. */
  readonly machines?: ImagePlatform[];
  readonly writesCache?: boolean;
}

/** Where images are built. What is built and its hash are the same everywhere. */
export class ImageBuilder {
  /** The machine that runs `cdk deploy`, by the Docker that it has: the program in the variable `CDK_DOCKER`, else `docker`. */
  public static local(options: LocalBuilderOptions = {}): ImageBuilder {
    return new ImageBuilder((image, build) => buildHere(image, build, options), { writesCache: options.exportsCache });
  }

  /**
   * A builder of `docker buildx`: machines of BuildKit elsewhere, in Kubernetes or of another platform. `docker buildx create` makes it, on each machine that
   * runs `cdk deploy`; the machine needs a POSIX shell, too. The build context goes to the builder, and the image comes back and is pushed from here.
   *
   * Fails with `BuilderInvalid` for what cannot be its name.
   */
  public static buildx(options: BuildxBuilderOptions): ImageBuilder {
    const builder = checkedBuilder(options);
    return new ImageBuilder((image, build) => buildWithBuildx(image, build, builder), { writesCache: true });
  }

  /**
   * AWS CodeBuild, while the stack is deployed: the machine that runs `cdk deploy` needs no Docker, and an image for arm64 is built on arm64. The build context goes to S3.
   * It needs the library `@cdklabs/deploy-time-build` (formerly `deploy-time-build`), which TypeScript and Python can have. An image whose build needs a secret fails
   * with `BuilderInvalid`, and without the library it fails with `DeployTimeBuildMissing`. https://github.com/cdklabs/deploy-time-build
   */
  public static codeBuild(options: CodeBuildBuilderOptions = {}): ImageBuilder {
    const machines = [ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64];
    return new ImageBuilder((image, build) => buildInCodeBuild(image, build, { ...options }), { machines });
  }

  private constructor(
    private readonly register: (image: Construct, build: ImageBuild) => BuiltImage,
    private readonly abilities: Abilities,
  ) {}

  /**
   * Whether an image is known to be built on a machine of its platform, without emulation.
   * @internal
   */
  public _isNative(platform: ImagePlatform): boolean {
    return (this.abilities.machines ?? []).some(({ value }) => value === platform.value);
  }

  /**
   * Whether images come to the machine that deploys before they are pushed, so that it can have built them already.
   * @internal
   */
  public get _here(): boolean {
    return this.abilities.machines === undefined;
  }

  /**
   * Whether it can write a cache.
   * @internal
   */
  public get _writesCache(): boolean {
    return this.abilities.writesCache ?? false;
  }

  /**
   * Has a staged image built and pushed when its stack is deployed.
   * @internal
   */
  public _build(image: Construct, build: ImageBuild): BuiltImage {
    return this.register(image, build);
  }
}
