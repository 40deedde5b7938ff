import { Construct } from 'constructs';
import { PythonRuntimeStageProps } from './python-runtime-props';
import { PythonRuntimeStage } from './python-runtime-stage';
import { BaseImage } from '../../dockerfile';

/** What a distroless runtime is made of. */
export interface DistrolessRuntimeStageProps extends PythonRuntimeStageProps {}

/**
 * The image that runs, on Debian's Python without a shell and a package manager, as the user 65532 of that image.
 *
 * Its packages come from a builder with the same Python at the same place: `new VirtualenvBuilderStage(app, 'Builder', { baseImage: BaseImage.debian() })`.
 * The check in the build runs in the image itself, so nothing is added to it that needs a shell: an entry point that expands `$PORT` is written for a fixed one.
 */
export class DistrolessRuntimeStage extends PythonRuntimeStage {
  constructor(scope: Construct, id: string, props: DistrolessRuntimeStageProps = {}) {
    super(scope, id, { ...props, baseImage: props.baseImage ?? BaseImage.pythonDistroless() });
  }
}
