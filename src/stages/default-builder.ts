import { Construct } from 'constructs';
import { BaseImage, StageArtifact } from '../dockerfile';
import { appSettingsOf } from './app-settings';
import { installTarget } from './builder-plan';
import { uvPlatformOf } from './uv-platform';
import { VirtualenvBuilderStage } from './virtualenv-builder-stage';
import { WheelBuilderStage } from './wheel-builder-stage';
import { Dependencies } from '../python';
import { markerEnvironment } from '../python/install-target';

/**
 * What an app installs when no builder was made by hand: a virtual environment; wheels where uv has no name for the platform (32-bit ARM), since
 * pip finds those on any machine and uv does not.
 */
export function defaultInstall(app: Construct): StageArtifact {
  const { project, python, dependencies } = appSettingsOf(app);
  const target = installTarget(BaseImage.pythonSlim(python.minor), app);
  const bound = () => (dependencies ?? Dependencies._default())._bind(project, markerEnvironment(target));
  const wheels = uvPlatformOf(target) === undefined && bound().packagesFor(markerEnvironment(target)).every(({ source }) => source === 'index');
  return wheels ? new WheelBuilderStage(app, 'Builder').wheelhouse : new VirtualenvBuilderStage(app, 'Builder').virtualenv;
}
