import { Construct } from 'constructs';
import { BaseImage, IImageSource, ImageStage } from './dockerfile';
import { PythonImage, PythonImageProps } from './python-image';

/**
 * A stage that is published on its own, and that stages of any app can be built on (`baseImage`, `parent`).
 *
 * It is an asset with a tag of its own. Whoever uses it in the same program has its stages in their own Dockerfile, since `cdk deploy` builds and pushes
 * assets independently of each other, and shares their steps by the build cache. Who does not deploy it takes the published image (`fromReference`).
 */
export class SharedImage extends PythonImage implements IImageSource {
  /**
   * An image that was published before: nothing of it is built, and it is pulled when an app is built.
   *
   * @param reference as in FROM, with a tag or, better, a digest: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/base@sha256:…`
   * @param builtOn what it was built on, whose Python, C library and distribution it has
   */
  public static fromReference(reference: string, builtOn: BaseImage): IImageSource {
    return builtOn._published(reference);
  }

  /** The base image at the end of the chain of `FROM`s. */
  public readonly rootImage: BaseImage;
  /** @internal */
  public readonly _stage: ImageStage;

  constructor(scope: Construct, id: string, props: PythonImageProps) {
    super(scope, id, props);
    this.rootImage = props.target.rootImage;
    this._stage = props.target;
  }

  /** @internal */
  protected override get _isImageOfApp(): boolean {
    return false;
  }
}
