import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { assemblyOf } from './assembly';
import { BuildContext, stageContext, stageLock } from './context';
import { Dockerfile, StageScope } from './dockerfile';
import { atConstruct } from './private/coded-error';
import { SOURCE_DATE_EPOCH } from './private/source-date-epoch';
import { LockStage, LockStageProps } from './stages';
import { appSettingsOf } from './stages/app-settings';

/** What is locked, and where. */
export interface PythonLockProps extends LockStageProps {}

/**
 * The lock of an app, computed by Docker inside the base that will run it: `npx cdk-python-images lock` after a synthesis writes it into the source
 * folder. It is made right after its app, and works when the app has no lock yet, as long as no image of it has been asked for.
 *
 * It is staged in the assembly beside the images, and is no asset: nothing of it is deployed.
 */
export class PythonLock extends Construct {
  /** The stage that is the lock. Additions to it and to its toolchain come too late: it is rendered already. */
  public readonly stage: LockStage;
  /** The text of the Dockerfile. */
  public readonly dockerfile: string;
  /** The folder that Docker builds from, absolute. */
  public readonly contextDirectory: string;

  /** Fails with `LockNotFound` when there is nothing to lock. */
  constructor(scope: Construct, id: string, props: PythonLockProps = {}) {
    super(scope, id);
    this.stage = new LockStage(this, 'File', props);
    const { stage } = this;
    const context = atConstruct(this.node.path, () => BuildContext.plan(Dockerfile.fromTarget(stage)));
    const { assetOutdir } = assemblyOf(Stack.of(this));
    const staged = stageContext(context, assetOutdir);
    this.dockerfile = context.dockerfile;
    this.contextDirectory = path.resolve(staged);
    stageLock({
      construct: this.node.path,
      context: path.basename(staged),
      target: stage.stageName,
      computation: stage._computation,
      platform: StageScope.of(this).platform.value,
      arguments: { SOURCE_DATE_EPOCH: `${SOURCE_DATE_EPOCH}` },
      source: path.relative(path.resolve(assetOutdir), appSettingsOf(this).project.root) || '.',
      file: stage.file,
      files: stage._files,
    }, this.node.addr, assetOutdir);
  }
}
