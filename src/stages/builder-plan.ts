import { Construct } from 'constructs';
import { BaseImage, PythonInterpreter, StageScope } from '../dockerfile';
import { atConstruct, CodedError } from '../private/coded-error';
import { Dependencies, SystemPackages } from '../python';
import { compilePlan } from '../python/compile-plan';
import { DependencyPlan } from '../python/dependency-plan';
import { InstallTarget, markerEnvironment } from '../python/install-target';
import { appSettingsOf } from './app-settings';
import { BuilderProps } from './builder-props';
import type { ToolchainStageProps } from './toolchain-stage';

/** What a builder has decided before it writes an instruction. */
export interface BuilderPlan extends ToolchainStageProps {
  readonly dependencies: DependencyPlan;
  readonly python: PythonInterpreter;
  /** Debian packages that the runtime has to have. */
  readonly runtimePackages: string[];
}

/** Decides what compiles and, from that, the base image and the system packages. */
export function planBuilder(scope: Construct, id: string, props: BuilderProps): BuilderPlan {
  const { project, python } = appSettingsOf(scope);
  return atConstruct(`${scope.node.path}/${id}`, () => {
    const slim = BaseImage.pythonSlim(python.minor);
    const target = installTarget(props.baseImage ?? slim, scope);
    const environment = markerEnvironment(target);
    const dependencies = (props.dependencies ?? Dependencies._default())._bind(project, environment);
    const compilation = compilePlan(dependencies.packagesFor(environment), target, props.systemPackages ?? SystemPackages.fromCatalogue());
    return {
      dependencies,
      python: target.python,
      baseImage: props.baseImage ?? (compilation.builder === 'full' ? BaseImage.pythonFull(python.minor) : slim),
      systemPackages: compilation.buildPackages,
      runtimePackages: compilation.runtimePackages,
    };
  });
}

/** What a base image says of the packages that fit it. */
export function installTarget(baseImage: BaseImage, scope: Construct): InstallTarget {
  if (baseImage.python === undefined || baseImage.libc === undefined) {
    throw new CodedError('BaseImageInvalid', {
      what: 'nothing is known of the Python of the base image, so no package can be chosen for it',
      found: `python: ${JSON.stringify(baseImage.python)}, libc: ${JSON.stringify(baseImage.libc)}`,
      write: "BaseImage.of({ reference, python: { implementation: 'cpython', version: '3.13', path: '/usr/local/bin/python3.13' } })",
    });
  }
  return {
    python: baseImage.python,
    libc: baseImage.libc,
    glibcVersion: baseImage.glibcVersion,
    platform: StageScope.of(scope).platform,
    distribution: baseImage.distribution,
    suite: baseImage.suite,
  };
}
