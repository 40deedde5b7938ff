import { posix } from 'path';
import { Construct } from 'constructs';
import { BaseImage, Command, Files, ImageStage, Instruction, Mount, RunNetwork } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { stateVersion, versionWords } from './build-wheel';
import { indexVariables } from './index-variables';
import { packageCache, SOURCE_MOUNT } from '../layout';
import { lockMounts, rewriteCommands } from './lock-mounts';
import { installRun, trustCertificates, uvToolRun } from './package-access';
import { UvStage } from './uv-stage';
import { shellWord } from '../../private/quoting';
import { DependencyPlan, RequirementsWriter } from '../../python/dependencies/dependency-plan';
import { interpreterOf } from '../runtimes/interpreter';

/** What the stage is made of. */
export interface RequirementsStageProps {
  readonly dependencies: DependencyPlan;
  /** Whether it runs on the platform of the machine that builds. */
  readonly onBuildPlatform: boolean;
}

/** Where the requirements are written to. */
const WRITTEN = '/lock/requirements.txt';

/**
 * Requirements with hashes, written by the tool that owns the lock. The tool stays here: builders see the file alone, and install anew
 * only when its content changes.
 */
export class RequirementsStage extends ImageStage {
  /** The stage for a plan that needs one. */
  public static for(scope: Construct, id: string, props: RequirementsStageProps): RequirementsStage | undefined {
    return props.dependencies.writer === undefined ? undefined : new RequirementsStage(scope, id, props);
  }

  /** The file. */
  public readonly requirements: Files;
  private readonly dependencies: DependencyPlan;
  private readonly uv: UvStage;

  private constructor(scope: Construct, id: string, props: RequirementsStageProps) {
    const { python } = appSettingsOf(scope);
    const description = `writes what ${props.dependencies.file ?? 'the project'} asks for as requirements that uv installs`;
    super(scope, id, { parent: BaseImage.pythonSlim(python.minor), onBuildPlatform: props.onBuildPlatform, description });
    this.dependencies = props.dependencies;
    this.uv = UvStage.for(this);
    this.requirements = new Files({ source: this, path: WRITTEN });
  }

  protected instructions(): Instruction[] {
    const { writer } = this.dependencies;
    if (writer === undefined) {
      return [];
    }
    const home = `/opt/${writer.tool}`;
    const uv = [packageCache('uv', this), Mount.bindArtifact(this.uv.executable)];
    const directory = Command.argv('mkdir', WRITTEN.slice(0, WRITTEN.lastIndexOf('/')));
    const sources = [...(writer.wholeSource ? [Mount.bind({ target: SOURCE_MOUNT, readWrite: true })] : []), ...lockMounts(this.dependencies)];
    const byUv = writer.tool === 'uv' || writer.tool === 'uv-lock';
    const indexes = indexVariables(this, byUv ? 'all' : 'replacing');
    const settings = [
      Instruction.workdir(SOURCE_MOUNT),
      Instruction.env({ UV_LINK_MODE: 'copy', UV_PYTHON_DOWNLOADS: 'never', ...indexes, ...ENVIRONMENT[writer.tool] }),
      ...trustCertificates(this),
    ];
    if (writer.tool === 'none') {
      return [Instruction.run([directory, Command.shell(`cat > ${WRITTEN} <<'REQUIREMENTS'\n${writer.options.join('\n')}\nREQUIREMENTS`)])];
    }
    if (writer.tool === 'uv' || writer.tool === 'uv-lock') {
      const words = writer.tool === 'uv' ? ['pip', 'compile', '--no-header', '--no-annotate'] : ['export', '--locked'];
      // The back end of the project is asked, and may ask for its version.
      const version = writer.wholeSource ? appSettingsOf(this).buildVersion : undefined;
      const uvCompile = ['uv', ...words, '--quiet', '--python', interpreterOf(this).path, ...writer.options, '--output-file', WRITTEN];
      const compile = Command.argv(...versionWords(version), ...uvCompile);
      const rewritten = rewriteCommands(this.dependencies);
      return [...settings, installRun(this, [directory, ...rewritten, ...stateVersion(version), compile], [...uv, ...sources])];
    }
    return [
      ...settings,
      uvToolRun(this, { options: ['--python', home], requirements: writer.requires }, uv, [Command.argv(interpreterOf(this).path, '-m', 'venv', '--without-pip', home)]),
      Instruction.run(
        [
          directory, ...write(writer.tool, writer, home),
          ...this.plainRepositories(), ...this.withoutItself(), ...this.withoutMembers(), ...this.bracedVariables(),
        ],
        { mounts: sources, network: RunNetwork.NONE },
      ),
    ];
  }

  /** What its tool would install as an editable clone: there is none in an image, and uv refuses it. */
  private plainRepositories(): Command[] {
    return this.dependencies.packages.some(({ source }) => source === 'git')
      ? [Command.argv('sed', '--in-place', 's/^-e \\(git+\\)/\\1/', WRITTEN)] : [];
  }

  /** Without the project itself: Pipenv writes the path that the Pipfile has, `-e .`, with extras and a marker. */
  private withoutItself(): Command[] {
    return this.dependencies.writer?.itself === true
      ? [Command.argv('sed', '--in-place', '--regexp-extended', '/^(-e )?\\.\\/?(\\[[^]]*\\])?( *;.*)?$/d', WRITTEN)] : [];
  }

  /** Pipenv takes `$TOKEN` in a URL, too, where installers know `${TOKEN}` only. */
  private bracedVariables(): Command[] {
    return this.dependencies.writer?.tool === 'pipenv' && (this.dependencies.variables ?? []).length > 0
      ? [Command.argv('sed', '--in-place', '--regexp-extended', '/^-(i|-[a-z-]*index-url) /s/\\$([A-Za-z_][A-Za-z0-9_]*)/${\\1}/g', WRITTEN)] : [];
  }

  /** Without the projects of the source tree, which the app is installed with: the tool names the folders that they would have here. */
  private withoutMembers(): Command[] {
    const places = this.dependencies.packages.flatMap(({ name, path }) =>
      path !== undefined && this.dependencies.members?.some((member) => member.name === name) ? [posix.resolve(SOURCE_MOUNT, path)] : []);
    const lines = places.map((place) => `--expression=\\#file://${place.replace(/[\\#.*[\]^$]/g, '\\$&')}\\( \\|\\[\\|$\\)#d`);
    return lines.length === 0 ? [] : [Command.argv('sed', '--in-place', ...lines, WRITTEN)];
  }
}

/** What keeps the tools from looking for something newer, or for an environment to work in. */
const ENVIRONMENT: Record<RequirementsWriter['tool'], Record<string, string>> = {
  'poetry': { POETRY_VIRTUALENVS_CREATE: 'false', POETRY_NO_INTERACTION: '1' },
  'pdm': { PDM_CHECK_UPDATE: 'false', PDM_IGNORE_SAVED_PYTHON: '1' },
  'pipenv': { PIPENV_IGNORE_VIRTUALENVS: '1', PIPENV_NOSPIN: '1' },
  'uv': {},
  'uv-lock': {},
  'none': {},
};

/** The commands of a tool that owns a lock. */
function write(tool: OwnerOfLock, { options, check }: RequirementsWriter, home: string): Command[] {
  const program = `${home}/bin/${tool}`;
  switch (tool) {
    case 'poetry':
      // The export fails where the lock does not agree with pyproject.toml.
      return [Command.argv(program, 'export', ...options, '--output', WRITTEN)];
    case 'pdm':
      return [...(check ? [Command.argv(program, 'lock', '--check')] : []), Command.argv(program, 'export', '--prod', ...options, '--output', WRITTEN)];
    case 'pipenv':
      return [
        ...(check ? [Command.argv(program, 'verify')] : []),
        Command.shell(`${[program, 'requirements', '--hash', ...options].map((word) => shellWord(word)).join(' ')} > ${WRITTEN}`),
      ];
  }
}

type OwnerOfLock = Exclude<RequirementsWriter['tool'], 'uv' | 'uv-lock' | 'none'>;
