import { DefaultStackSynthesizer, DefaultStackSynthesizerProps, ISynthesisSession, Stack } from 'aws-cdk-lib';
import { ArtifactManifest, ArtifactType } from 'aws-cdk-lib/cloud-assembly-schema';
import { waitForStack } from './wait-for-stack';
import { CodedError } from '../private/coded-error';

/**
 * Pushes the images of a stack to a repository that another stack makes.
 *
 * `cdk deploy` builds the images of all stacks before it deploys the first, and asks the repository of each whether it has the image; a manifest of assets that
 * depends on a stack waits for it. https://github.com/aws/aws-cdk-cli/blob/main/packages/%40aws-cdk/toolkit-lib/lib/api/work-graph/work-graph-builder.ts
 */
export class RepositorySynthesizer extends DefaultStackSynthesizer {
  constructor(private readonly repositoryStack: Stack, props: DefaultStackSynthesizerProps) {
    super(props);
  }

  public override bind(stack: Stack): void {
    super.bind(stack);
    if (stack === this.repositoryStack) {
      throw new CodedError('RepositoryInvalid', {
        what: 'a stack cannot push its images to a repository that it makes itself: they are pushed before it is deployed',
        found: `the repository is in ${stack.node.path}`,
        expected: 'the repository in a stack of its own',
        write: "new ImageRepository(new Stack(app, 'Images'), 'Repository', { … })",
      }, stack.node.path);
    }
    waitForStack(stack, this.repositoryStack, 'its images are pushed to the repository there');
  }

  public override synthesize(session: ISynthesisSession): void {
    const { artifactId } = this.repositoryStack;
    const assembly = Object.create(session.assembly, {
      addArtifact: {
        value: (id: string, manifest: ArtifactManifest) => session.assembly.addArtifact(id, manifest.type === ArtifactType.ASSET_MANIFEST
          ? { ...manifest, dependencies: [...manifest.dependencies ?? [], artifactId] } : manifest),
      },
    }) as ISynthesisSession['assembly'];
    super.synthesize({ ...session, assembly });
  }
}
