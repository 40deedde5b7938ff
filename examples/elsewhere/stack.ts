import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BuildCache, ImageBuilder, ImagePlatform, PythonApp, PythonAppDefaults, PythonImage, PythonImageBase } from '../../src';

/** One app, built in each place that there is. What is built is the same: it has one hash. */
export class ElsewhereStack extends Stack {
  /** By the machine that runs `cdk deploy`. */
  public readonly here: PythonImage;
  /** By machines of BuildKit, which `docker buildx create --name farm …` knows. */
  public readonly farm: PythonImage;
  /** By AWS CodeBuild, while the stack is deployed. */
  public readonly cloud: PythonImage;
  /** By somebody else, before. */
  public readonly before: PythonImageBase;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const source = path.join(__dirname, '..', 'inventory');
    PythonAppDefaults.set(this, { buildCache: BuildCache.registry({ repository: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/build-cache' }) });
    this.here = new PythonApp(this, 'Here', { source }).image;
    this.farm = new PythonApp(this, 'Farm', { source, imageBuilder: ImageBuilder.buildx({ builder: 'farm' }) }).image;
    this.cloud = new PythonApp(this, 'Cloud', { source, imageBuilder: ImageBuilder.codeBuild() }).image;
    this.before = PythonImage.fromRegistry(this, 'Before', {
      reference: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/inventory@sha256:${'0'.repeat(64)}`, platform: ImagePlatform.LINUX_AMD64,
    });
  }
}
