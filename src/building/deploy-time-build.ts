import { DockerCacheOption } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CodedError } from '../private/coded-error';

/** Of the library's props, what is said here. The rest of them are those of an asset in S3. */
export interface ContainerImageBuildProps {
  readonly directory: string;
  readonly exclude: string[];
  readonly assetHash: string;
  readonly tag: string;
  readonly platform: Platform;
  readonly buildArgs: Record<string, string>;
  readonly cacheFrom?: DockerCacheOption[];
  readonly repository?: IRepository;
  readonly vpc?: IVpc;
}

/** Of the library's construct, what is used here. */
export interface ContainerImageBuild extends Construct, IGrantable {
  readonly imageUri: string;
  readonly imageTag: string;
  readonly repository: IRepository;
}

interface DeployTimeBuild {
  readonly ContainerImageBuild: new (scope: Construct, id: string, props: ContainerImageBuildProps) => ContainerImageBuild;
}

/** Its name, and the one that it had before. */
const NAMES = ['@cdklabs/deploy-time-build', 'deploy-time-build'];

/** The library, where it is installed: beside this one, or in the program that uses both. Fails with `DeployTimeBuildMissing`. Why it is no dependency: decision 0017. */
export function deployTimeBuild(from: string[] = [__dirname, process.cwd()]): DeployTimeBuild {
  const found = NAMES.flatMap((name) => resolved(name, from) ?? []).at(0);
  if (found === undefined) {
    throw new CodedError('DeployTimeBuildMissing', {
      what: 'the library that builds images in CodeBuild is not installed',
      found: `no ${NAMES[0]} beside this library or in the program`,
      expected: NAMES.join(' or '),
      write: `npm install ${NAMES[0]}\nin Python: pip install cdklabs.deploy-time-build, and import cdklabs.deploy_time_build before this`,
    });
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would make it a dependency of everybody
  return require(found) as DeployTimeBuild;
}

function resolved(name: string, from: string[]): string | undefined {
  try {
    return require.resolve(name, { paths: from });
  } catch {
    return undefined;
  }
}
