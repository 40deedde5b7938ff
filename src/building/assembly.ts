import { Stack, Stage } from 'aws-cdk-lib';
import { CodedError } from '../private/coded-error';

/** The app or the Stage whose assembly the stack is written into. */
export function assemblyOf(stack: Stack): Stage {
  const stage = Stage.of(stack);
  if (stage === undefined) {
    throw new CodedError('StageOutsideApp', {
      what: 'the stack of the image is in no app, so there is nowhere to stage it', write: 'new Stack(app, …)',
    }, stack.node.path);
  }
  return stage;
}
