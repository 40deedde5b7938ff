import * as path from 'path';
import { Annotations, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { assemblyOf } from './building/assembly';
import { stageLock } from './context';
import { StageScope } from './dockerfile';
import { SOURCE_DATE_EPOCH } from './private/source-date-epoch';
import { renderTarget } from './rendered-target';
import { LockStage, LockStageProps } from './stages';
import { appSettingsOf } from './stages/app-settings';

/** What computes the lock. */
const LOCK_COMMAND = 'npx cdk-python-images lock';

/** What is locked, and where. */
export interface PythonLockProps extends LockStageProps {}

/**
 * The lock of an app, computed by Docker inside the base that will run it: `npx cdk-python-images lock` after a synthesis writes it into the source
 * folder. Make it right after its app. While there is no lock, the synthesis writes the assembly and ends with an error, so nothing is deployed.
 *
 * It is staged in the assembly beside the images, and is no asset: nothing of it is deployed.
 */
export class PythonLock extends Construct {
  /** The stage that is the lock. Additions to it and to its toolchain come too late: it is rendered already. */
  public readonly stage: LockStage;
  /** The text of the Dockerfile. */
  public readonly dockerfile: string;
  /** The paths of the files that the build reads, relative to the build context, sorted. */
  public readonly contextFiles: string[];
  /** The folder that Docker builds from, absolute. */
  public readonly contextDirectory: string;

  /** Fails with `LockNotFound` when there is nothing to lock. */
  constructor(scope: Construct, id: string, props: PythonLockProps = {}) {
    super(scope, id);
    this.stage = new LockStage(this, 'File', props);
    const { stage } = this;
    const { assetOutdir } = assemblyOf(Stack.of(this));
    const { context, directory } = renderTarget(this, stage);
    this.dockerfile = context.dockerfile;
    this.contextFiles = context.files.map((file) => file.path);
    this.contextDirectory = directory;
    const { project } = appSettingsOf(this);
    if (!project._source.isFile(stage.file)) {
      // An annotation, not an exception: the assembly has to be written for the lock to be computed, and nothing of it can be deployed.
      Annotations.of(this).addError(`${stage.file} is not computed yet, so two builds need not agree; write: ${LOCK_COMMAND}`);
    }
    stageLock({
      construct: this.node.path,
      context: path.basename(directory),
      target: stage.stageName,
      computation: stage._computation,
      platform: StageScope.of(this).platform.value,
      arguments: { SOURCE_DATE_EPOCH: `${SOURCE_DATE_EPOCH}` },
      source: path.relative(path.resolve(assetOutdir), project.root) || '.',
      file: stage.file,
      files: stage._files,
    }, this.node.addr, assetOutdir);
  }
}
