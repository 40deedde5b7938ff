import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { assemblyOf } from './building/assembly';
import { recordBaseImages } from './building/base-image-lock';
import { baseImageLockOf } from './building/pulled-images';
import { BuildContext, stageContext, stageTarget } from './context';
import { Dockerfile, ImageStage, StageScope } from './dockerfile';
import { atConstruct } from './private/coded-error';
import { SOURCE_DATE_EPOCH } from './private/source-date-epoch';

/** Which target. */
export interface PythonTargetProps {
  /** The stage to build. */
  readonly target: ImageStage;
}

/**
 * A stage of an app that is built by hand or in CI and never deployed, such as its tests: `npx cdk-python-images test` builds all of an assembly.
 * It is staged in the assembly beside the images, and is no asset.
 */
export class PythonTarget extends Construct {
  /** The text of the Dockerfile. */
  public readonly dockerfile: string;
  /** The paths of the files that the build reads, relative to the build context, sorted. */
  public readonly contextFiles: string[];
  /** The folder that Docker builds from, absolute: `docker build --target … CONTEXT`. */
  public readonly contextDirectory: string;

  /** Fails with a coded error when a stage cannot be rendered or a file it reads is not there. */
  constructor(scope: Construct, id: string, props: PythonTargetProps) {
    super(scope, id);
    const { target } = props;
    const { assetOutdir } = assemblyOf(Stack.of(this));
    const context = atConstruct(target.node.path, () => {
      const dockerfile = Dockerfile.fromTarget(target);
      recordBaseImages(this, dockerfile, assetOutdir, baseImageLockOf(target));
      return BuildContext.plan(dockerfile);
    });
    const staged = stageContext(context, assetOutdir);
    this.dockerfile = context.dockerfile;
    this.contextFiles = context.files.map((file) => file.path);
    this.contextDirectory = path.resolve(staged);
    stageTarget({
      construct: this.node.path,
      context: path.basename(staged),
      target: target.stageName,
      platform: StageScope.of(target).platform.value,
      arguments: { SOURCE_DATE_EPOCH: `${SOURCE_DATE_EPOCH}` },
    }, this.node.addr, assetOutdir);
  }
}
