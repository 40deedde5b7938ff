/** How Lambda calls the app. */
export interface LambdaCodeOptions {
  /** The function that gets the event: `package.module.function`. */
  readonly handler: string;
}
