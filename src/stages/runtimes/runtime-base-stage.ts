import { Construct } from 'constructs';
import { BaseImage, IImageSource, Instruction } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { RuntimeEnvironmentStage } from './runtime-environment-stage';
import { runtimePackages } from './runtime-packages';
import { RuntimeSystemStage } from './runtime-system-stage';
import { SystemPackages } from '../../python';
import { activating } from '../../python/entrypoints/activation';
import { installTarget, runsOnBuildPlatform } from '../builders/builder-plan';
import { EmptyVirtualenvStage } from '../builders/empty-virtualenv-stage';
import { virtualenvPath } from '../builders/virtualenv-path';

/** What runtimes of several apps have in common. */
export interface RuntimeBaseStageProps {
  /**
   * What it is built on.
   * @default - the official slim image
   */
  readonly baseImage?: IImageSource;

  /**
   * System packages; only the runtime ones are looked at.
   * @default - none
   */
  readonly systemPackages?: SystemPackages;

  /**
   * Variables of the environment, beside PATH, HOME and those that make Python behave in a container. Never a secret.
   * @default - none
   */
  readonly environment?: Record<string, string>;

  /**
   * The path of the virtual environment, which runtimes that are built on this fill.
   * @default '/app/.venv'
   */
  readonly virtualenvPath?: string;
}

/**
 * The base image of several apps: Python, libraries, variables, an empty virtual environment, and an entry point that activates it and runs what it is
 * told, `python` if nothing. Runtimes take it by `baseImage`, as a stage or as a `SharedImage`, and have an entry point of their own.
 *
 * It names no user, since others build on it: a runtime does.
 */
export class RuntimeBaseStage extends RuntimeEnvironmentStage {
  private readonly environmentPath: string;

  /** Fails with `VirtualenvPathInvalid` when no environment can be at the path. */
  constructor(scope: Construct, id: string, props: RuntimeBaseStageProps = {}) {
    const baseImage = props.baseImage ?? BaseImage.pythonSlim(appSettingsOf(scope).python.minor);
    const target = installTarget(baseImage, scope);
    const packages = runtimePackages([], target, props.systemPackages ?? SystemPackages.none());
    const path = virtualenvPath(scope, id, target.python, props.virtualenvPath);
    const onBuildPlatform = runsOnBuildPlatform(baseImage, !packages.opened);
    super(scope, id, {
      baseImage,
      system: RuntimeSystemStage.filesFor(scope, `${id}System`, { baseImage, systemPackages: packages.unpacked, exposed: [], onBuildPlatform }),
      virtualenv: new EmptyVirtualenvStage(scope, `${id}Virtualenv`, { baseImage, virtualenvPath: path }).virtualenv,
      systemPackages: packages.installed,
      variables: props.environment ?? {},
      description: 'is what the runtimes of several apps start from',
    });
    this.environmentPath = path;
  }

  protected closing(): Instruction[] {
    const { shell } = this.rootImage;
    return shell === undefined ? [] : [Instruction.entrypoint(activating(shell, this.environmentPath)), Instruction.cmd(['python'])];
  }
}
