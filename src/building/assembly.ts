import { Stack, Stage } from 'aws-cdk-lib';
import { CodedError } from '../private/coded-error';

/** The app or the Stage whose assembly the stack is written into. */
export function assemblyOf(stack: Stack): Stage {
  const stage = Stage.of(stack);
  if (stage === undefined) {
    throw new CodedError('StageOutsideApp', {
      what: 'the stack of the image is in no app, so there is nowhere to stage it', found: 'a stack without a scope', expected: 'an App or a Stage above it', write: "new Stack(app, 'Stack')",
    }, stack.node.path);
  }
  return stage;
}
