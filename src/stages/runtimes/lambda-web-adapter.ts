import { BaseImage } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';
import { LAMBDA_WEB_ADAPTER_VERSION } from '../tool-versions';

/** What the adapter is told about the app. */
export interface LambdaWebAdapterOptions {
  /**
   * The path that answers when the app is ready. Every status below 500 will do.
   * @default '/'
   */
  readonly readinessPath?: string;
}

/** Which of AWS's images of the adapter, and what it is told. */
export interface OfficialLambdaWebAdapterOptions extends LambdaWebAdapterOptions {
  /**
   * The version of the adapter.
   * @default '0.9.1'
   */
  readonly version?: string;
}

/**
 * AWS's Lambda Web Adapter: a program beside the app that fetches events from Lambda and asks the app over HTTP, so that any web application
 * runs on Lambda as it is. Outside of Lambda nothing starts it. https://github.com/aws/aws-lambda-web-adapter
 *
 * It takes the events of function URLs, API Gateway and load balancers; others are posted to `/events`. The variables `AWS_LWA_…` tell it more:
 * set them by `environment`, such as `AWS_LWA_INVOKE_MODE: 'response_stream'`.
 */
export class LambdaWebAdapter {
  /** AWS's image of it. */
  public static official(options: OfficialLambdaWebAdapterOptions = {}): LambdaWebAdapter {
    const reference = `awsguru/aws-lambda-adapter:${options.version ?? LAMBDA_WEB_ADAPTER_VERSION}`;
    return new LambdaWebAdapter(BaseImage._official({ reference, hasShell: false }, { onPublicEcr: true }), options);
  }

  /**
   * A copy of AWS's image in another registry: it has the program at `/lambda-adapter`.
   *
   * Fails with `BaseImageUnpinned` when the reference has no tag and no digest or the tag `latest`.
   *
   * @param reference with a tag or a digest
   */
  public static fromImage(reference: string, options: LambdaWebAdapterOptions = {}): LambdaWebAdapter {
    return new LambdaWebAdapter(BaseImage.of({ reference, hasShell: false }), options);
  }

  /** The path that answers when the app is ready. */
  public readonly readinessPath: string;

  private constructor(/** @internal */ public readonly _image: BaseImage, options: LambdaWebAdapterOptions) {
    this.readinessPath = options.readinessPath ?? '/';
    if (!/^\/[\w./~%+-]*$/.test(this.readinessPath)) {
      throw new CodedError('EntrypointInvalid', {
        what: 'the path that answers when the app is ready is none', found: JSON.stringify(this.readinessPath), expected: 'a path of a URL', write: "readinessPath: '/health'",
      });
    }
  }
}
