import { Construct } from 'constructs';
import { Command, ImageStage, Instruction, LockFile, Mount } from '../../dockerfile';
import { OUT, packageCache, SOURCE_MOUNT } from '../layout';
import { LockPlan } from './lock-plan';
import { interpreterOf } from '../runtimes/interpreter';

/** What is computed. */
export interface LockComputationStageProps {
  /** The stage with uv. */
  readonly parent: ImageStage;
  readonly plan: LockPlan;
}

const LOCK_TOOL = '/tools/compute-lock';

/** Resolves what is asked for into every package with its version and hashes, and writes into the lock how it was made. */
export class LockComputationStage extends ImageStage {
  /** The lock. */
  public readonly lock: LockFile;
  private readonly plan: LockPlan;

  constructor(scope: Construct, id: string, props: LockComputationStageProps) {
    super(scope, id, { parent: props.parent, description: 'resolves what is asked for into versions and hashes, inside the base that will run it' });
    this.plan = props.plan;
    this.lock = new LockFile({ source: this, path: `${OUT}/${this.plan.file.slice(this.plan.file.lastIndexOf('/') + 1)}` });
  }

  protected instructions(): Instruction[] {
    const { requirements, file, files, selection } = this.plan;
    const { path } = interpreterOf(this);
    const image = this._scope._pulledFrom(this.rootImage);
    const compute = Command.argv(
      path, '-I', LOCK_TOOL, '--source', SOURCE_MOUNT, '--requirements', requirements, '--lock', file, '--image', image, '--into', OUT,
      '--', '--python', path, ...selection,
    );
    return [
      Instruction.arg('UPGRADE', ''),
      Instruction.run([compute], {
        comment: 'The lock that is there is read, too: what it has stays.',
        mounts: [
          packageCache('uv', this),
          Mount._tool('compute-lock', LOCK_TOOL),
          ...files.map((source) => Mount.bind({ source, target: `${SOURCE_MOUNT}/${source}` })),
        ],
      }),
    ];
  }
}
