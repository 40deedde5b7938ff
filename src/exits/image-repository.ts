import { Aws, DefaultStackSynthesizer, DefaultStackSynthesizerProps, Duration, IStackSynthesizer, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IRepository, Repository, RepositoryEncryption, TagMutability, TagStatus } from 'aws-cdk-lib/aws-ecr';
import { ArnPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ImageRepositoryProps } from './image-repository-props';
import { RepositorySynthesizer } from './repository-synthesizer';
import { CodedError } from '../private/coded-error';

/** What the bootstrap lets its role do with its own repository. */
const PUSH = [
  'BatchCheckLayerAvailability', 'BatchGetImage', 'CompleteLayerUpload', 'DescribeImages', 'DescribeRepositories', 'GetDownloadUrlForLayer', 'InitiateLayerUpload',
  'PutImage', 'UploadLayerPart',
];

/**
 * A repository of ECR for the images of one's own stacks, in place of that of the bootstrap: scans, tags that never move, and a life cycle.
 *
 * It is in a stack of its own, and the stacks that push to it take its synthesizer: `new Stack(app, 'Shop', { synthesizer: images.toStackSynthesizer() })`.
 * `cdk deploy --all` makes the repository first. The role of the bootstrap may push, by the policy of the repository, so the bootstrap stack stays as it is.
 */
export class ImageRepository extends Construct {
  /** The repository. */
  public readonly repository: IRepository;
  private readonly repositoryName: string;
  private readonly qualifier: string;

  /** Fails with `RepositoryInvalid` for what cannot be the name of a repository. */
  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    this.repositoryName = checkedName(props.repositoryName, this.node.path);
    const fromContext = this.node.tryGetContext('@aws-cdk/core:bootstrapQualifier') as string | undefined;
    this.qualifier = props.bootstrapQualifier ?? fromContext ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
    const repository = new Repository(this, 'Repository', {
      repositoryName: this.repositoryName,
      imageScanOnPush: props.scanOnPush ?? true,
      imageTagMutability: TagMutability.IMMUTABLE, // a tag is a hash of what the image is made of
      encryption: props.encryptionKey === undefined ? RepositoryEncryption.AES_256 : RepositoryEncryption.KMS,
      encryptionKey: props.encryptionKey,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
      lifecycleRules: [
        { description: 'images without a tag', tagStatus: TagStatus.UNTAGGED, maxImageAge: Duration.days(props.untaggedImageDays ?? 1) },
        ...(props.maxImageCount === undefined ? [] : [{ description: 'the oldest images', tagStatus: TagStatus.ANY, maxImageCount: props.maxImageCount }]),
      ],
    });
    repository.addToResourcePolicy(new PolicyStatement({
      sid: 'BootstrapPushes', principals: [new ArnPrincipal(this.publishingRoleArn)], actions: PUSH.map((action) => `ecr:${action}`),
    }));
    repository.addToResourcePolicy(new PolicyStatement({
      sid: 'LambdaPulls',
      principals: [new ServicePrincipal('lambda.amazonaws.com')],
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      conditions: { StringLike: { 'aws:sourceArn': `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:*` } },
    }));
    this.repository = repository;
  }

  /**
   * The synthesizer of one stack whose images go here. The stack depends on that of the repository.
   * Synthesis fails with `RepositoryInvalid` when it is the stack of the repository itself: images are pushed before a stack is deployed.
   *
   * @param props as those of `DefaultStackSynthesizer`, except for the name of the repository
   */
  public toStackSynthesizer(props: DefaultStackSynthesizerProps = {}): IStackSynthesizer {
    return new RepositorySynthesizer(Stack.of(this), { qualifier: this.qualifier, ...props, imageAssetsRepositoryName: this.repositoryName });
  }

  private get publishingRoleArn(): string {
    return `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/cdk-${this.qualifier}-image-publishing-role-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
  }
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
const NAME = /^(?=.{2,256}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

function checkedName(name: string, path: string): string {
  if (!NAME.test(name)) {
    throw new CodedError('RepositoryInvalid', {
      what: 'this is no name of a repository of ECR',
      found: JSON.stringify(name),
      expected: '2 to 256 lower-case letters, digits and . _ - /; not a token, since the manifest of the assets is text',
      write: "repositoryName: 'shop/api'",
    }, path);
  }
  return name;
}
