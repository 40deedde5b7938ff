import { Construct } from 'constructs';
import { ImageBuildProps } from './building/image-build-props';
import { implementImageBuild } from './building/image-build-settings';
import { implementStageScope } from './building/pulled-images';
import { PulledImagesProps } from './building/pulled-images-props';
import { PythonAppDefaults } from './defaults';
import { ImagePlatform } from './dockerfile';
import { packageAccess } from './package-access';
import { PackageAccessProps } from './package-access-props';
import { atConstruct } from './private/coded-error';
import { ExpectedProp, expectProps } from './private/expected-props';
import { PythonProject, PythonVersion } from './python';
import { SbomLocation } from './stages';
import { implementAppSettings } from './stages/app-settings';
import { expected, ORIGIN_PROPS } from './stages/expected';
import { UV_VERSION } from './stages/tool-versions';

/** What stages that belong to no app go by. */
export interface SharedStagesProps extends PackageAccessProps, ImageBuildProps, PulledImagesProps {
  /**
   * The Python of the images.
   * @default PythonVersion.V3_13
   */
  readonly python?: PythonVersion;

  /**
   * The platform that the images are for. Apps that are built on these stages have to be for the same.
   * @default - that of `PythonAppDefaults`, else ImagePlatform.LINUX_AMD64
   */
  readonly platform?: ImagePlatform;

  /**
   * The version of uv that is in builders.
   * @default - that of `PythonAppDefaults`, else '0.13.8'
   */
  readonly uvVersion?: string;
}

const SHARED_PROPS: Record<keyof SharedStagesProps, ExpectedProp> = { ...ORIGIN_PROPS, ...expected('python', 'platform', 'uvVersion') };

/** The scope of stages that have no source of their own: the base and the builder that several apps are built on. */
export class SharedStages extends Construct {
  constructor(scope: Construct, id: string, props: SharedStagesProps = {}) {
    super(scope, id);
    atConstruct(this.node.path, () => expectProps(props, SHARED_PROPS));
    const defaults = PythonAppDefaults._keptBy(this);
    const platform = props.platform ?? defaults.platform ?? ImagePlatform.LINUX_AMD64;
    implementStageScope(this, platform, props, defaults);
    implementImageBuild(this, props, defaults);
    implementAppSettings(this, {
      get project() {
        return PythonProject.of(scope);
      },
      python: props.python ?? PythonVersion.V3_13,
      uvVersion: props.uvVersion ?? defaults.uvVersion ?? UV_VERSION,
      sbom: SbomLocation.NONE, // what is shared is in the bills of those that are built on it
      ...atConstruct(this.node.path, () => packageAccess(props, defaults)),
    });
  }
}
