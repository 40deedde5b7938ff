import { IConstruct } from 'constructs';
import { ImageBuildProps } from './building/image-build-props';
import { PulledImagesProps } from './building/pulled-images-props';
import { ImagePlatform } from './dockerfile';
import { PackageAccessProps } from './package-access-props';
import { atConstruct, CodedError } from './private/coded-error';
import { ExpectedProp, expectProps } from './private/expected-props';
import { Trait } from './private/trait';
import { expected, ORIGIN_PROPS } from './stages/expected';
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

const DEFAULTS_PROPS: Record<keyof PythonAppDefaultsProps, ExpectedProp> = { ...ORIGIN_PROPS, ...expected('platform', 'uvVersion', 'sbom', 'revisionFromGit') };

/** The constructs that have read their defaults. */
const READ = new WeakSet<IConstruct>();

const DEFAULTS = new Trait<PythonAppDefaultsProps>('PythonAppDefaults');

/** Defaults of the apps below a construct: set them once on the App. A prop of a PythonApp goes before them, a nearer construct before a farther. */
export class PythonAppDefaults {
  /** Sets the defaults of all apps below `scope`, which are made afterwards. Fails with `DefaultsTooLate` when one is there already, or when `scope` is one. */
  public static set(scope: IConstruct, props: PythonAppDefaultsProps): void {
    atConstruct(scope.node.path, () => expectProps(props, DEFAULTS_PROPS));
    const early = scope.node.findAll().find((one) => READ.has(one));
    if (early !== undefined) {
      throw new CodedError('DefaultsTooLate', {
        what: early === scope ? 'an app is made already, so defaults cannot be set on it' : 'defaults are set after an app was made that would have them',
        found: `${early.node.path} was made before`,
        expected: 'defaults first, then the apps below',
        write: early === scope ? `${Object.keys(props).map((name) => `${name}: …`).join(', ') || 'the props'} in the props of the app` : `PythonAppDefaults.set(…) before the line that makes ${early.node.path}`,
      }, scope.node.path);
    }
    DEFAULTS.implement(scope, { ...props });
  }

  /** The defaults that apply at a construct. The context key `cdk-python-images:registry` counts as set on the App. */
  public static of(scope: IConstruct): PythonAppDefaultsProps {
    const above = scope.node.scopes.map((one) => DEFAULTS.on(one) ?? {});
    const registry: unknown = scope.node.tryGetContext('cdk-python-images:registry');
    return Object.assign({}, typeof registry === 'string' ? { registry } : {}, ...above) as PythonAppDefaultsProps;
  }

  /**
   * Like `of`, for a construct that keeps what it reads: what is set afterwards would not be seen.
   * @internal
   */
  public static _keptBy(construct: IConstruct): PythonAppDefaultsProps {
    READ.add(construct);
    return PythonAppDefaults.of(construct);
  }

  private constructor() {}
}
