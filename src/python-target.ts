import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { assemblyOf } from './building/assembly';
import { stageTarget } from './context';
import { ImageStage, StageScope } from './dockerfile';
import { atConstruct } from './private/coded-error';
import { expectProps } from './private/expected-props';
import { SOURCE_DATE_EPOCH } from './private/source-date-epoch';
import { renderTarget } from './rendered-target';
import { expected } from './stages/expected';

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
    atConstruct(this.node.path, () => expectProps(props, expected('target'), ['target']));
    const { target } = props;
    const { assetOutdir } = assemblyOf(Stack.of(this));
    const { context, directory } = renderTarget(this, target);
    this.dockerfile = context.dockerfile;
    this.contextFiles = context.files.map((file) => file.path);
    this.contextDirectory = directory;
    stageTarget({
      construct: this.node.path,
      context: path.basename(directory),
      target: target.stageName,
      platform: StageScope.of(target).platform.value,
      arguments: { SOURCE_DATE_EPOCH: `${SOURCE_DATE_EPOCH}` },
    }, this.node.addr, assetOutdir);
  }
}
