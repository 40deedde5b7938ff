import { Construct } from 'constructs';
import { BaseImage } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { PythonRuntimeStageProps } from './python-runtime-props';
import { PythonRuntimeStage } from './python-runtime-stage';

/** What a slim runtime is made of. */
export interface SlimRuntimeStageProps extends PythonRuntimeStageProps {}

/** The image that runs, on the official slim image: Debian with Python and no compiler. */
export class SlimRuntimeStage extends PythonRuntimeStage {
  constructor(scope: Construct, id: string, props: SlimRuntimeStageProps = {}) {
    super(scope, id, { ...props, baseImage: props.baseImage ?? BaseImage.pythonSlim(appSettingsOf(scope).python.minor) });
  }
}
