import { Construct } from 'constructs';
import { Command, Files, ImageStage, Instruction, Mount, StageArtifact } from '../../dockerfile';
import type { BoundEntrypoint } from '../../python/entrypoints/entrypoint-binding';
import { StaticFiles } from '../../python/entrypoints/static-files';
import { Installed, programOf } from '../builders/installed';
import { OUT, setTimes, sourceDateEpoch } from '../layout';

/** What is collected, and where. */
export interface StaticFilesStageProps {
  /** The image without the app. */
  readonly environment: ImageStage;
  readonly virtualenv: Installed;
  /** The app's files. */
  readonly application: StageArtifact;
  readonly entrypoint: BoundEntrypoint;
  readonly staticFiles: StaticFiles;
}

const COLLECT_TOOL = '/tools/collect-static';

/** Runs `collectstatic` of Django in the build, so that the image holds the files in a layer of their own and writes nothing when it starts. */
export class StaticFilesStage extends ImageStage {
  /** The collected files, assembled for the root of an image. */
  public readonly files: Files;
  private readonly props: StaticFilesStageProps;

  constructor(scope: Construct, id: string, props: StaticFilesStageProps) {
    super(scope, id, { parent: props.environment, description: 'collects the static files' });
    this.props = props;
    this.files = new Files({ source: this, path: props.staticFiles.folder, root: OUT, libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    const { application, virtualenv, entrypoint: { imports, importPath }, staticFiles } = this.props;
    const { folder, urlPath, _collection: { settings, buildEnvironment } = { buildEnvironment: {}, settings: undefined } } = staticFiles;
    const variables = Object.entries(buildEnvironment).map(([name, value]) => `${name}=${value}`);
    const parent = `${OUT}${folder.slice(0, folder.lastIndexOf('/'))}`;
    return [
      sourceDateEpoch(),
      Instruction.copyArtifact(application),
      Instruction.run([
        Command.argv(
          ...(variables.length > 0 ? ['env', ...variables] : []),
          programOf(virtualenv), '-I', COLLECT_TOOL, ...importPath.flatMap((path) => ['--path', path]),
          ...(settings === undefined ? ['--application', imports[0].split(':')[0]] : ['--settings', settings]), '--url', urlPath, folder,
        ),
        Command.argv('mkdir', '-p', parent),
        Command.argv('mv', folder, `${parent}/`),
        setTimes(),
      ], { mounts: [Mount._tool('collect-static', COLLECT_TOOL)] }),
    ];
  }
}
