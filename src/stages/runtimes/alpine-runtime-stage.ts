import { Construct } from 'constructs';
import { BaseImage } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { PythonRuntimeStageProps } from './python-runtime-props';
import { PythonRuntimeStage } from './python-runtime-stage';

/** What an Alpine runtime is made of. */
export interface AlpineRuntimeStageProps extends PythonRuntimeStageProps {}

/**
 * The image that runs, on the official Alpine image: a third of the slim one, with musl instead of glibc.
 *
 * Its packages come from a builder on the same base: `new VirtualenvBuilderStage(app, 'Builder', { baseImage: BaseImage.pythonAlpine('3.13') })`.
 * A package without a wheel for musl compiles there. `docs/runtimes.md` says what speaks against Alpine.
 */
export class AlpineRuntimeStage extends PythonRuntimeStage {
  constructor(scope: Construct, id: string, props: AlpineRuntimeStageProps = {}) {
    super(scope, id, { ...props, baseImage: props.baseImage ?? BaseImage.pythonAlpine(appSettingsOf(scope).python.minor) });
  }
}
