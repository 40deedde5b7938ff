import { IConstruct } from 'constructs';
import { ImageBuildProps } from './building/image-build-props';
import { PulledImagesProps } from './building/pulled-images-props';
import { ImagePlatform } from './dockerfile';
import { PackageAccessProps } from './package-access-props';
import { SupplyChainProps } from './supply-chain-props';

/** What a platform team decides for all apps. */
export interface PythonAppDefaultsProps extends PackageAccessProps, ImageBuildProps, PulledImagesProps, SupplyChainProps {
  /**
   * The platform that images are for.
   * @default ImagePlatform.LINUX_AMD64
   */
  readonly platform?: ImagePlatform;

  /**
   * The version of uv that builds and installs.
   * @default '0.13.8'
   */
  readonly uvVersion?: string;
}

const DEFAULTS = Symbol.for('cdk-python-images.PythonAppDefaults');

/** Defaults of the apps below a construct: set them once on the App. A prop of a PythonApp goes before them, a nearer construct before a farther. */
export class PythonAppDefaults {
  /** Sets the defaults of all apps below `scope`. Apps that exist already keep what they have. */
  public static set(scope: IConstruct, props: PythonAppDefaultsProps): void {
    Object.defineProperty(scope, DEFAULTS, { value: { ...props }, configurable: true, enumerable: false });
  }

  /** The defaults that apply at a construct. The context key `cdk-python-images:registry` counts as set on the App. */
  public static of(scope: IConstruct): PythonAppDefaultsProps {
    const above = scope.node.scopes.map((one) => (one as { [DEFAULTS]?: PythonAppDefaultsProps })[DEFAULTS] ?? {});
    const registry: unknown = scope.node.tryGetContext('cdk-python-images:registry');
    return Object.assign({}, typeof registry === 'string' ? { registry } : {}, ...above) as PythonAppDefaultsProps;
  }

  private constructor() {}
}
