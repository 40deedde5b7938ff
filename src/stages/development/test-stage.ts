import { DevStage } from './dev-stage';
import { Command, Instruction } from '../../dockerfile';

/** The tests of an app as a target: building it runs them, in the environment of the image and as its user, and fails when they do. */
export class TestStage extends DevStage {
  protected override get usualCommand(): string[] {
    return ['pytest'];
  }

  protected override closing(): Instruction[] {
    return [Instruction.run([Command.argv(...this.command)]), ...super.closing()];
  }
}
