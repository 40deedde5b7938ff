import { CfnService } from 'aws-cdk-lib/aws-apprunner';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { acknowledgeRule } from './acknowledged-rules';
import { ContainerFacts } from './container-facts';
import { CodedError } from '../private/coded-error';

/** The port of a container that says nothing else. */
const PORT = 8000;

/** An image in ECR. */
interface PulledImage extends IConstruct {
  readonly imageUri: string;
  readonly repository: IRepository;
}

/** The image as the source of a service, and the role that pulls it. */
export function appRunnerSource(image: PulledImage, port: number = PORT): CfnService.SourceConfigurationProperty {
  const role = image.node.tryFindChild('AppRunnerAccess') as Role | undefined ?? access(image);
  image.repository.grantPull(role);
  return {
    authenticationConfiguration: { accessRoleArn: role.roleArn },
    autoDeploymentsEnabled: false,
    imageRepository: { imageIdentifier: image.imageUri, imageRepositoryType: 'ECR', imageConfiguration: { port: `${port}` } },
  };
}

/** App Runner asks from outside: over HTTP, or whether the port takes connections. https://docs.aws.amazon.com/apprunner/latest/dg/manage-configure-healthcheck.html */
export function appRunnerHealthCheck({ healthCheck, path }: ContainerFacts): CfnService.HealthCheckConfigurationProperty {
  const { intervalSeconds, timeoutSeconds, retries } = healthCheck?._times ?? {};
  for (const [name, value] of Object.entries({ intervalSeconds, timeoutSeconds, retries })) {
    if (value !== undefined && (!Number.isInteger(value) || value < 1 || value > 20)) {
      throw new CodedError('HealthCheckInvalid', {
        what: 'App Runner takes no such times for its health check', found: `${name}: ${value}`, expected: 'a whole number from 1 to 20', write: `${name}: 20`,
      }, path);
    }
  }
  const http = healthCheck?._http;
  return {
    protocol: http === undefined ? 'TCP' : 'HTTP',
    path: http?.path,
    interval: intervalSeconds,
    timeout: timeoutSeconds,
    unhealthyThreshold: retries,
  };
}

function access(image: PulledImage): Role {
  const role = new Role(image, 'AppRunnerAccess', { assumedBy: new ServicePrincipal('build.apprunner.amazonaws.com') });
  acknowledgeRule(role, 'AwsSolutions::AwsSolutions-IAM5[Resource::*]', 'ecr:GetAuthorizationToken is of no repository: AWS takes no resource for it but *');
  return role;
}
