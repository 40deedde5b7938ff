import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { assemblyOf } from './assembly';
import { BuiltImage, ImageBuild } from './image-build';

/** As an image asset of CDK: the manifest of the stack's assets says how the CLI builds it. */
export function buildLocally(image: Construct, build: ImageBuild): BuiltImage {
  const stack = Stack.of(image);
  const { secrets, ssh } = build.handed;
  const location = stack.synthesizer.addDockerImageAsset({
    directoryName: path.relative(assemblyOf(stack).outdir, build.directory),
    sourceHash: build.hash,
    displayName: image.node.path,
    platform: build.platform.value,
    dockerBuildArgs: build.buildArguments,
    ...(Object.keys(secrets).length > 0 && { dockerBuildSecrets: secrets }),
    ...(ssh !== undefined && { dockerBuildSsh: ssh }),
  });
  return {
    imageUri: location.imageUri,
    imageTag: location.imageTag ?? build.hash,
    repository: Repository.fromRepositoryName(image, 'Repository', location.repositoryName),
  };
}
