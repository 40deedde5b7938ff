import { CfnResource } from 'aws-cdk-lib';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { Code, DockerImageCode, EcrImageCode, EcrImageCodeProps, ResourceBindOptions } from 'aws-cdk-lib/aws-lambda';
import {
  ASSET_RESOURCE_METADATA_DOCKER_BUILD_ARGS_KEY, ASSET_RESOURCE_METADATA_DOCKERFILE_PATH_KEY, ASSET_RESOURCE_METADATA_ENABLED_CONTEXT,
  ASSET_RESOURCE_METADATA_PATH_KEY, ASSET_RESOURCE_METADATA_PROPERTY_KEY,
} from 'aws-cdk-lib/cx-api';

/** What an image is built from, as the metadata of a function say it. */
export interface LambdaImageSource {
  /** The folder with the Dockerfile, relative to the cloud assembly. */
  readonly directory: string;
  readonly buildArguments: Record<string, string>;
}

/**
 * An image of ECR as the code of a function, whose metadata say what the image is built from, as those of `DockerImageCode.fromImageAsset` do: AWS SAM's command
 * line finds it there. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-cdk.html
 */
export class LambdaImageCode extends DockerImageCode {
  constructor(private readonly repository: IRepository, private readonly props: EcrImageCodeProps, private readonly source: LambdaImageSource) {
    super();
  }

  /** @internal */
  public _bind(): Code {
    return new LocatedImageCode(this.repository, this.props, this.source);
  }
}

class LocatedImageCode extends EcrImageCode {
  constructor(repository: IRepository, props: EcrImageCodeProps, private readonly source: LambdaImageSource) {
    super(repository, props);
  }

  /** CDK's command line asks for metadata unless it is told `--no-asset-metadata`. Secrets are not among them: they are paths of this machine, and SAM reads none. */
  public override bindToResource(resource: CfnResource, options: ResourceBindOptions = {}): void {
    if (resource.node.tryGetContext(ASSET_RESOURCE_METADATA_ENABLED_CONTEXT)) {
      const { directory, buildArguments } = this.source;
      resource.addMetadata(ASSET_RESOURCE_METADATA_PATH_KEY, directory);
      resource.addMetadata(ASSET_RESOURCE_METADATA_DOCKERFILE_PATH_KEY, 'Dockerfile');
      resource.addMetadata(ASSET_RESOURCE_METADATA_DOCKER_BUILD_ARGS_KEY, buildArguments);
      resource.addMetadata(ASSET_RESOURCE_METADATA_PROPERTY_KEY, options.resourceProperty ?? 'Code.ImageUri');
    }
  }
}
