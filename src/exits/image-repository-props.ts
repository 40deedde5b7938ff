import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';

/** A repository of one's own. */
export interface ImageRepositoryProps {
  /** Its name in ECR, `shop/api`. It is written into the manifest of the assets, so it is text and no token. */
  readonly repositoryName: string;

  /**
   * Look for known vulnerabilities in each image that is pushed.
   * @default true
   */
  readonly scanOnPush?: boolean;

  /**
   * How many images are kept; older ones expire, whether a service runs them or not. More than are deployed and rolled back to.
   * @default - all
   */
  readonly maxImageCount?: number;

  /**
   * After how many days an image expires that has no tag any more.
   * @default 1
   */
  readonly untaggedImageDays?: number;

  /**
   * The key that images are encrypted with.
   * @default - a key of ECR (AES-256)
   */
  readonly encryptionKey?: IKey;

  /**
   * What becomes of the repository and its images when the stack goes.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The qualifier of the bootstrap stack whose role pushes.
   * @default - the context key `@aws-cdk/core:bootstrapQualifier`, else 'hnb659fds'
   */
  readonly bootstrapQualifier?: string;
}
