import { DockerImageCode } from 'aws-cdk-lib/aws-lambda';
import { ImageStage } from './dockerfile';
import { LambdaImageCode, LambdaImageSource } from './exits/lambda-image-code';
import { LambdaCodeOptions } from './lambda-code-options';
import { CodedError } from './private/coded-error';
import { PythonProject } from './python';
import { foundHandlers } from './python/entrypoints/found-handlers';
import { PythonImageBase } from './python-image-base';
import { LambdaRuntimeStage } from './stages';

/** An image as the code of a function. The image says how it starts; a function says it only for another handler. */
export function lambdaCode(image: PythonImageBase, target: ImageStage, source: LambdaImageSource, { handler }: LambdaCodeOptions): DockerImageCode {
  if (!(target instanceof LambdaRuntimeStage)) {
    throw new CodedError('LambdaTargetExpected', {
      what: 'Lambda cannot start the image: nothing in it asks Lambda for events',
      found: `the target ${target.node.path}, a ${target.constructor.name}`,
      expected: 'a LambdaRuntimeStage',
      write: `toLambdaCode({ handler: '${handler ?? foundHandlers(PythonProject.of(target))[0] ?? 'api.events.handle'}' }) of the app, not of its image\nor a LambdaRuntimeStage as the target`,
    }, image.node.path);
  }
  return new LambdaImageCode(image.repository, { tagOrDigest: image.imageTag, cmd: target._commandFor(handler) }, source);
}
