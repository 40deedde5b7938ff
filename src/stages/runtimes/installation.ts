import { Construct } from 'constructs';
import { StageArtifact, Virtualenv, Wheelhouse } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';
import { builderOf } from '../builders/builder-of';
import { asInstalled, Installed } from '../builders/installed';
import { ToolchainStage, ToolchainStageProps } from '../builders/toolchain-stage';
import { WheelInstallStage } from '../builders/wheel-install-stage';
import { workshopOf } from '../builders/workshop';

/** Turns what a builder made into what a runtime copies: an environment as it is, wheels by installing them. */
export class Installation {
  private toolchain?: ToolchainStage;

  constructor(
    private readonly scope: Construct,
    private readonly id: string,
    private readonly toolchainProps: ToolchainStageProps,
    private readonly path: string,
  ) {}

  public virtualenv(install: StageArtifact): Installed {
    const made = asInstalled(install);
    if (made !== undefined) {
      return this.atItsPath(made);
    }
    if (install instanceof Wheelhouse) {
      return this.install(install, 'Install', false, 'installs the wheels of the dependencies');
    }
    throw new CodedError('ArtifactMismatch', {
      what: 'a runtime installs a virtual environment, a prefix or wheels',
      found: `${install.constructor.name} at ${install.path}`,
      expected: 'what a builder stage made',
      write: 'install: builder.virtualenv, or install: wheels.wheelhouse',
    });
  }

  /** An app that is a package is an overlay of its environment, so it has to be made for the same path. */
  public application(application: StageArtifact): StageArtifact {
    if (application instanceof Wheelhouse) {
      return this.install(application, 'Application', true, "installs the app's own wheel: the layer that a change of the code changes");
    }
    const made = asInstalled(application);
    return made === undefined ? application : this.atItsPath(made);
  }

  private atItsPath(made: Installed): Installed {
    if (made.path !== this.path) {
      throw new CodedError('ArtifactMismatch', {
        what: 'a virtual environment works at the path that it was made for, and the runtime has it elsewhere',
        found: `an environment for ${made.path}${made.stage === undefined ? '' : ` from ${made.stage.node.path}`}`,
        expected: `an environment for ${this.path}`,
        write: `path: '${this.path}' where the environment is made`,
      });
    }
    return made;
  }

  private install(wheelhouse: Wheelhouse, suffix: string, overlay: boolean, description: string): Virtualenv {
    const props = { ...this.toolchainProps, baseImage: workshopOf(this.toolchainProps.baseImage) };
    const made = builderOf(wheelhouse)?.toolchain;
    this.toolchain = this.toolchain ?? (made instanceof ToolchainStage && made._isLike(props) ? made : new ToolchainStage(this.scope, `${this.id}Toolchain`, props));
    return new WheelInstallStage(this.scope, `${this.id}${suffix}`, {
      parent: this.toolchain, wheelhouse, virtualenvPath: this.path, overlay, description,
    }).virtualenv;
  }
}
