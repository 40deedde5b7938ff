import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { IRepository } from 'aws-cdk-lib/aws-ecr';

/** How AWS CodeBuild builds. */
export interface CodeBuildBuilderOptions {
  /**
   * The repository that images are pushed to, by their hashes as tags.
   * @default - one for each image, which goes with its stack and scans what is pushed
   */
  readonly repository?: IRepository;

  /**
   * The network of the machines that build: one with private subnets and a way out.
   * @default - none
   */
  readonly vpc?: IVpc;
}
