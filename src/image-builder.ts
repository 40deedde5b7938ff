import { Construct } from 'constructs';
import { BuiltImage, ImageBuild } from './image-build';
import { buildLocally } from './local-build';

/** Where images are built. What is built and its hash are the same everywhere. */
export class ImageBuilder {
  /** The machine that runs `cdk deploy`, by the Docker that it has: that of the variable `CDK_DOCKER`, else `docker`. */
  public static local(): ImageBuilder {
    return new ImageBuilder(buildLocally);
  }

  private constructor(private readonly register: (image: Construct, build: ImageBuild) => BuiltImage) {}

  /**
   * Has a staged image built and pushed when its stack is deployed.
   * @internal
   */
  public _build(image: Construct, build: ImageBuild): BuiltImage {
    return this.register(image, build);
  }
}
