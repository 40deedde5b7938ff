import { Stack } from 'aws-cdk-lib';
import { IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
const ECR = /^(\d{12})\.dkr[.-]ecr\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\/(.+)$/;

/** A repository by the text that Docker knows it by, as a construct below `scope`; undefined when it is not in ECR. */
export function ecrRepository(scope: Construct, id: string, repository: string): IRepository | undefined {
  const [, account, region, repositoryName] = ECR.exec(repository) ?? [];
  return account === undefined ? undefined : Repository.fromRepositoryAttributes(scope, id, {
    repositoryName, repositoryArn: Stack.of(scope).formatArn({ service: 'ecr', account, region, resource: 'repository', resourceName: repositoryName }),
  });
}
