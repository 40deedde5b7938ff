import { LambdaWebAdapter } from './lambda-web-adapter';
import { PythonRuntimeStageProps } from './python-runtime-props';

/** What an image for Lambda is made of: a `handler`, or a web application behind a `webAdapter`. */
export interface LambdaRuntimeStageProps extends PythonRuntimeStageProps {
  /**
   * The function that Lambda calls with an event: `package.module.function`. It is looked for in the source, and imported by the check in the build.
   * @default - none: the app is a web application, and there is a `webAdapter`
   */
  readonly handler?: string;

  /**
   * Handlers of other functions that run the same image: `app.toLambdaCode({ handler })`. They are checked like the first.
   * @default - none
   */
  readonly furtherHandlers?: string[];

  /**
   * Runs a web application on Lambda as it is, with its production server: `LambdaWebAdapter.official()`. The image runs in other places, too.
   * @default - none: Lambda calls the `handler`
   */
  readonly webAdapter?: LambdaWebAdapter;

  /**
   * The version of `awslambdaric`, Lambda's runtime client, for an app that does not have it among its dependencies. It is installed apart from these.
   * AWS's own image has a client already.
   * @default '4.2.2'
   */
  readonly clientVersion?: string;
}
