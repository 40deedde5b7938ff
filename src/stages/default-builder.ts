import { Construct } from 'constructs';
import { BaseImage, StageArtifact } from '../dockerfile';
import { appSettingsOf } from './app-settings';
import { installTarget } from './builder-plan';
import { uvPlatformOf } from './uv-platform';
import { VirtualenvBuilderStage } from './virtualenv-builder-stage';
import { WheelBuilderStage } from './wheel-builder-stage';
import { CodedError } from '../private/coded-error';
import { Dependencies } from '../python';
import { discoverEntrypoint } from '../python/entrypoint-discovery';
import { markerEnvironment } from '../python/install-target';

/**
 * What an app installs when no builder was made by hand: a virtual environment; wheels where uv has no name for the platform (32-bit ARM), since
 * pip finds those on any machine and uv does not. `webServer` is added to the dependencies.
 */
export function defaultInstall(app: Construct, webServer?: string): StageArtifact {
  const { project, python, dependencies } = appSettingsOf(app);
  const target = installTarget(BaseImage.pythonSlim(python.minor), app);
  const bound = () => (dependencies ?? Dependencies._default())._bind(project, markerEnvironment(target));
  const wheels = uvPlatformOf(target) === undefined && bound().packagesFor(markerEnvironment(target)).every(({ source }) => source === 'index');
  const props = webServer === undefined ? {} : { _webServer: webServer };
  return wheels ? new WheelBuilderStage(app, 'Builder', props).wheelhouse : new VirtualenvBuilderStage(app, 'Builder', props).virtualenv;
}

/**
 * The server, with its version, for a web application that declares none and that nobody chose one for; undefined when the app needs none.
 * What is wrong with the project is not said here: the stages say it, in their place.
 */
export function defaultServer(app: Construct): string | undefined {
  const { project, python, dependencies, entrypoint, webServer } = appSettingsOf(app);
  if (webServer !== undefined) {
    return undefined;
  }
  try {
    const environment = markerEnvironment(installTarget(BaseImage.pythonSlim(python.minor), app));
    const packages = (dependencies ?? Dependencies._default())._bind(project, environment).packagesFor(environment);
    const lacked = (entrypoint ?? discoverEntrypoint(project, packages))._lackedServer(packages);
    return lacked && `${lacked.name}==${lacked.version}`;
  } catch (error) {
    if (error instanceof CodedError) {
      return undefined;
    }
    throw error;
  }
}
