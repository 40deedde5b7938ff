import { Construct } from 'constructs';
import { BaseImage, IImageSource, PackageManager } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';
import { InstallTarget, markerEnvironment } from '../../python/dependencies/install-target';
import { BoundEntrypoint, StartedProgram } from '../../python/entrypoints/entrypoint-binding';
import { discoverEntrypoint } from '../../python/entrypoints/entrypoint-discovery';
import { appSettingsOf } from '../app-settings';
import { installTarget } from '../builders/builder-plan';
import { APP_FOLDER } from '../layout';
import { NuitkaBuilderStageProps } from './nuitka-builder-props';
import { VirtualenvBuilderStage } from '../builders/virtualenv-builder-stage';
import { runtimePackages } from '../runtimes/runtime-packages';

/** What a builder of a program has decided before it writes an instruction. */
export interface NuitkaPlan {
  readonly baseImage: IImageSource;
  /** The compiler, and the libraries that the dependencies load. */
  readonly systemPackages: string[];
  /** The libraries alone. */
  readonly libraries: string[];
  /** What packages are chosen for. */
  readonly target: InstallTarget;
  readonly entrypoint: BoundEntrypoint;
  readonly program: StartedProgram;
  /** The name of the program: `worker.bin`. */
  readonly executable: string;
}

/** gcc with the headers of libc, what changes where programs look for libraries, and what keeps compiled C code from one build to the next. */
const COMPILER = ['ccache', 'gcc', 'libc6-dev', 'patchelf'];

/** Decides what is compiled, and where. */
export function planNuitka(scope: Construct, props: NuitkaBuilderStageProps, builder: VirtualenvBuilderStage): NuitkaPlan {
  const settings = appSettingsOf(scope);
  const { project, python } = settings;
  const baseImage = props.baseImage ?? BaseImage.pythonSlim(python.minor);
  if (baseImage.rootImage.packageManager !== PackageManager.APT) {
    throw new CodedError('BaseImageInvalid', {
      what: 'the compiler is installed by apt, which the base image does not have',
      found: 'a base image without packageManager: PackageManager.APT',
      expected: 'Debian or Ubuntu with Python and its headers; what is compiled there runs in the empty image, too',
      write: `BaseImage.pythonSlim('${python.minor}')`,
    });
  }
  const target = installTarget(baseImage, scope);
  const environment = markerEnvironment(target);
  const plan = builder._dependencies;
  const locked = plan.packagesFor(environment);
  const chosen = props.entrypoint ?? settings.entrypoint ?? discoverEntrypoint(project, locked);
  const entrypoint = chosen._bind({ project, plan, environment, binFolder: `${builder.virtualenv.path}/bin`, appFolder: APP_FOLDER });
  const { program } = entrypoint;
  if (program === undefined) {
    throw new CodedError('EntrypointInvalid', {
      what: 'a command cannot be compiled: it is not known which Python code it starts',
      found: `Entrypoint.${chosen._written}`,
      expected: 'a console script, a module, a script or a web application',
      write: "Entrypoint.module('worker')",
    });
  }
  const loaded = runtimePackages(locked, target, builder._systemPackages);
  const libraries = [...loaded.unpacked, ...loaded.installed];
  return {
    baseImage,
    systemPackages: [...new Set([...COMPILER, ...libraries])].sort(),
    libraries,
    target,
    entrypoint,
    program,
    executable: `${nameOf(program)}.bin`,
  };
}

/** Not the name of a package, since its data lie in a folder of that name beside the program. */
function nameOf({ kind, name }: StartedProgram): string {
  switch (kind) {
    case 'console-script':
      return name;
    case 'module':
      return name.split('.').filter((part) => part !== '__main__').pop() ?? 'app';
    case 'script':
      return name.slice(name.lastIndexOf('/') + 1).replace(/\.pyw?$/, '');
  }
}
