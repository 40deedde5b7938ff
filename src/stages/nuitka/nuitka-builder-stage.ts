import { Construct } from 'constructs';
import { BaseImage, Command, ImageStage, Instruction, Mount, StageScope, StandaloneBinary } from '../../dockerfile';
import { APP_FOLDER, OUT, packageCache, setTimes } from '../layout';
import { NuitkaBuilderStageProps } from './nuitka-builder-props';
import { NuitkaPlan, planNuitka } from './nuitka-plan';
import { atConstruct } from '../../private/coded-error';
import { pinnedTool } from '../../private/pinned-tool';
import { ImageContents } from '../../python/dependencies/bill-of-materials';
import { Entrypoint } from '../../python/entrypoints/entrypoint';
import { BoundEntrypoint } from '../../python/entrypoints/entrypoint-binding';
import { uvToolRun } from '../builders/package-access';
import { ToolchainStage } from '../builders/toolchain-stage';
import { VirtualenvBuilderStage } from '../builders/virtualenv-builder-stage';
import { contentsOf } from '../runtimes/image-contents';
import { checkTool, tryEntrypoint } from '../runtimes/try-entrypoint';
import { NUITKA_VERSION } from '../tool-versions';

/** Apart from the environment of the app, so that it neither shadows anything nor is compiled into the program. */
const NUITKA = '/opt/nuitka';
const COMPILE_TOOL = '/tools/compile-standalone';

/**
 * Compiles the app with its dependencies and Python into a program that needs no Python in its image.
 *
 * The dependencies are installed from the lock as for every other runtime. Data and metadata of all packages are in the program's folder.
 * What has not changed since the last build comes from the cache of the compiler. Nuitka runs on the platform of the image, so for another one
 * than that of the machine that builds it needs emulation, or such a machine.
 */
export class NuitkaBuilderStage extends ImageStage {
  /** The program with what it brings along. */
  public readonly binary: StandaloneBinary;
  /** What compiles, with the libraries that the dependencies load. Open to additions. */
  public readonly toolchain: ImageStage;
  /** The environment that is compiled: the dependencies. */
  public readonly dependencies: VirtualenvBuilderStage;
  private readonly plan: NuitkaPlan;
  private readonly nuitka: string;
  private readonly props: NuitkaBuilderStageProps;

  /** Fails with `EntrypointInvalid` when the entry point is a command, and with `BaseImageInvalid` when the base image has no apt. */
  constructor(scope: Construct, id: string, props: NuitkaBuilderStageProps = {}) {
    const { dependencies, systemPackages, baseImage } = props;
    const builder = new VirtualenvBuilderStage(scope, `${id}Dependencies`, { dependencies, systemPackages, baseImage });
    const plan = atConstruct(`${scope.node.path}/${id}`, () => planNuitka(scope, props, builder));
    const toolchain = new ToolchainStage(scope, `${id}Toolchain`, { ...plan, onBuildPlatform: false });
    super(scope, id, { parent: toolchain, description: 'compiles the app, its dependencies and Python into one program' });
    this.plan = plan;
    this.nuitka = atConstruct(this.node.path, () => pinnedTool('nuitka', { prop: 'nuitkaVersion', version: props.nuitkaVersion, usual: NUITKA_VERSION }));
    this.props = { ...props, nuitkaArguments: [...props.nuitkaArguments ?? []] };
    this.toolchain = toolchain;
    this.dependencies = builder;
    this.binary = new StandaloneBinary({ source: this, path: APP_FOLDER, root: OUT, executable: plan.executable });
  }

  /**
   * How the program starts and ends.
   * @internal
   */
  public get _entrypoint(): BoundEntrypoint {
    return this.plan.entrypoint;
  }

  /**
   * How it was told to start; undefined when the app or the project says it.
   * @internal
   */
  public get _told(): Entrypoint | undefined {
    return this.props.entrypoint;
  }

  /**
   * What is in an image of the program on a base.
   * @internal
   */
  public _contentsOn(base: BaseImage): ImageContents {
    const { target, libraries } = this.plan;
    return contentsOf({ plan: this.dependencies._dependencies, target, base, registry: StageScope.of(this).registry, systemPackages: libraries });
  }

  protected instructions(): Instruction[] {
    const { entrypoint } = this.plan;
    const check = this.props.check ?? true ? tryEntrypoint(this.program, entrypoint) : [];
    return [
      uvToolRun(this, { options: ['--target', NUITKA], requirements: [this.nuitka] }, [packageCache('uv', this)]),
      Instruction.copyArtifact(this.dependencies.virtualenv),
      Instruction.copyArtifact(this.dependencies.application),
      ...(check.length > 0 ? [Instruction.run(check, { mounts: [checkTool()] })] : []),
      Instruction.run([this.compile(), setTimes()], { mounts: [packageCache('Nuitka', this), Mount._tool('compile-standalone', COMPILE_TOOL)] }),
    ];
  }

  private get program(): string {
    return `${this.dependencies.virtualenv.path}/bin/python`;
  }

  private compile(): Command {
    const { entrypoint: { imports, importPath }, program: { kind, name, words, extraArguments }, executable } = this.plan;
    const each = (option: string, values: string[]) => values.flatMap((value) => [`--${option}=${value}`]);
    const options = this.props.nuitkaArguments ?? [];
    return Command.argv(
      this.program, '-I', COMPILE_TOOL, '--nuitka', NUITKA,
      ...each('path', importPath),
      ...(importPath.length > 0 ? ['--files', APP_FOLDER] : []),
      '--output', `${OUT}${APP_FOLDER}`, '--name', executable,
      `--${kind}`, name,
      ...each('include', words.length > 0 ? imports.map((one) => one.split(':')[0]) : []),
      ...each('word', words),
      ...each('argument', extraArguments ?? []),
      ...(options.length > 0 ? ['--', ...options] : []),
    );
  }
}
