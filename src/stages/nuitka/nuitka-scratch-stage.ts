import { Construct } from 'constructs';
import { NuitkaRuntimeStageProps } from './nuitka-runtime-props';
import { NuitkaRuntimeStage } from './nuitka-runtime-stage';
import { BaseImage } from '../../dockerfile';

/**
 * The smallest image: a compiled program in the empty image, with the loader and the libraries of all its files, a user, /tmp, certificates,
 * time zones and a locale.
 *
 * There is no shell, and no Python for what starts another one (`subprocess.run([sys.executable, '-m', …])`).
 */
export class NuitkaScratchStage extends NuitkaRuntimeStage {
  constructor(scope: Construct, id: string, props: NuitkaRuntimeStageProps = {}) {
    super(scope, id, props, BaseImage.scratch());
  }
}
