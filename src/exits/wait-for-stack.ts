import { Stack } from 'aws-cdk-lib';

/** A stack of a newer aws-cdk-lib, in which `addDependency` is deprecated and would say so at each synthesis. */
interface NewerStack {
  addStackDependency?(target: Stack, reason?: string): void;
}

/** Has a stack deployed after another one. */
export function waitForStack(stack: Stack, target: Stack, reason: string): void {
  const { addStackDependency } = stack as NewerStack;
  if (addStackDependency === undefined) {
    stack.addDependency(target, reason);
  } else {
    addStackDependency.call(stack, target, reason);
  }
}
