/** How Lambda calls the app. */
export interface LambdaCodeOptions {
  /**
   * The function that gets the event: `package.module.function`. It is looked for in the source.
   * @default - that of the `LambdaRuntimeStage`; an app without one needs a handler here
   */
  readonly handler?: string;
}
