import { Stack } from 'aws-cdk-lib';

/** A stack of a newer aws-cdk-lib, in which `addDependency` is deprecated and would say so at each synthesis. */
interface NewerStack {
  addStackDependency?: Stack['addDependency'];
}

/** Has a stack deployed after another one. */
export function waitForStack(stack: Stack & NewerStack, target: Stack, reason: string): void {
  stack[typeof stack.addStackDependency === 'function' ? 'addStackDependency' : 'addDependency']?.(target, reason);
}
