import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { assemblyOf } from './building/assembly';
import { recordBaseImages } from './building/base-image-lock';
import { baseImageLockOf } from './building/pulled-images';
import { BuildContext, stageContext } from './context';
import { Dockerfile, ImageStage } from './dockerfile';
import { atConstruct } from './private/coded-error';

/** A stage with all that its build needs, in the cloud assembly. */
export interface RenderedTarget {
  readonly dockerfile: Dockerfile;
  readonly context: BuildContext;
  /** The folder that Docker builds from, absolute. */
  readonly directory: string;
}

/** Renders the Dockerfile of a construct's target, and stages the files that its build reads. Errors of the stages name the target. */
export function renderTarget(construct: Construct, target: ImageStage): RenderedTarget {
  const { assetOutdir } = assemblyOf(Stack.of(construct));
  const { dockerfile, context } = atConstruct(target.node.path, () => {
    const rendered = Dockerfile.fromTarget(target);
    return { dockerfile: rendered, context: BuildContext.plan(rendered) };
  });
  recordBaseImages(construct, dockerfile, assetOutdir, baseImageLockOf(target));
  const staged = atConstruct(construct.node.path, () => stageContext(context, assetOutdir));
  return { dockerfile, context, directory: path.resolve(staged) };
}
