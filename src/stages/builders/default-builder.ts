import { IConstruct } from 'constructs';
import { BaseImage, IImageSource, ImageStage, StageArtifact, StageScope } from '../../dockerfile';
import { appDependencies } from '../app-dependencies';
import { appSettingsOf } from '../app-settings';
import { isBuilder } from './builder-of';
import { installTarget } from './builder-plan';
import { IBuilderStage } from './builder-stage';
import { PrefixBuilderStage } from './prefix-builder-stage';
import { uvPlatformOf } from './uv-platform';
import { VirtualenvBuilderStage } from './virtualenv-builder-stage';
import { WheelBuilderStage } from './wheel-builder-stage';
import { workshopOf } from './workshop';
import { CodedError } from '../../private/coded-error';
import { variableName } from '../../private/variable-name';
import { markerEnvironment } from '../../python/dependencies/install-target';
import { interpreterOf } from '../runtimes/interpreter';

/**
 * What an app installs when no builder was made by hand: a virtual environment; wheels where uv has no name for the platform (32-bit ARM), since
 * pip finds those on any machine and uv does not.
 */
function defaultInstall(app: IConstruct): StageArtifact {
  const settings = appSettingsOf(app);
  const target = installTarget(BaseImage.pythonSlim(settings.python.minor), app);
  const environment = markerEnvironment(target);
  const wheels = uvPlatformOf(target) === undefined && appDependencies(settings, environment).packagesFor(environment).every(({ source }) => source === 'index');
  return wheels ? new WheelBuilderStage(app, 'Builder').wheelhouse : new VirtualenvBuilderStage(app, 'Builder').virtualenv;
}

/** Builders that nobody wrote: a runtime asked for one. */
const ASKED_FOR = new WeakSet<IConstruct>();

/** The builders of an app that were made by hand. */
export function writtenBuilders(app: IConstruct): (IBuilderStage & ImageStage)[] {
  return buildersOf(app).filter((builder) => !ASKED_FOR.has(builder));
}

/** What a runtime on a base installs when nobody said it: what the app's builder for such a base makes. It is made if there is none. */
export function installFor(scope: IConstruct, base: IImageSource): StageArtifact {
  const { root } = StageScope.of(scope);
  const fitting = buildersOf(root).filter((builder) => fits(builder, base));
  if (fitting.length > 1) {
    throw new CodedError('TargetAmbiguous', {
      what: 'the app has several builders for this base, and nothing says which of them the runtime installs from',
      found: fitting.map((one) => one.node.id).join(', '),
      expected: 'a runtime that says which builder it installs from',
      write: fitting.map((one) => `install: ${variableName(one.node.id)}.${installOf(one).constructor.name.toLowerCase()}`).join('\nor '),
    });
  }
  return fitting.length === 1 ? installOf(fitting[0]) : makeBuilder(root, base);
}

/** What a builder makes for a runtime. */
export function installOf(builder: IBuilderStage & ImageStage): StageArtifact {
  return builder instanceof WheelBuilderStage ? builder.wheelhouse
    : builder instanceof PrefixBuilderStage ? builder.prefix : (builder as VirtualenvBuilderStage).virtualenv;
}

function makeBuilder(app: IConstruct, base: IImageSource): StageArtifact {
  const { rootImage: { distribution = 'other', _known: { onlyBinary } }, rootImage } = base;
  const usual = BaseImage.pythonSlim(appSettingsOf(app).python.minor);
  const isUsual = workshopOf(base).rootImage._reference('') === usual._reference('') && interpreterOf(base).path === usual.python?.path;
  const made = isUsual ? defaultInstall(app)
    : new VirtualenvBuilderStage(app, `${onlyBinary ? 'Lambda' : `${distribution[0].toUpperCase()}${distribution.slice(1)}`}Builder`, { baseImage: rootImage }).virtualenv;
  ASKED_FOR.add(made.source as ImageStage);
  return made;
}

function buildersOf(app: IConstruct): (IBuilderStage & ImageStage)[] {
  return app.node.findAll().filter((node): node is ImageStage => ImageStage.isImageStage(node)).filter((stage) => isBuilder(stage));
}

/** The same Python at the same place, the same libc and no newer glibc; wheels are for any place. */
function fits(builder: ImageStage, base: IImageSource): boolean {
  const [made, needed] = [interpreterOf(builder), interpreterOf(base)];
  const glibc = (image: IImageSource) => Number(image.rootImage.glibcVersion?.split('.')[1] ?? 0);
  const place = builder instanceof WheelBuilderStage || made.path === needed.path;
  return place && made.version === needed.version && made.implementation === needed.implementation
    && builder.rootImage.libc === base.rootImage.libc && (glibc(base) === 0 || glibc(builder) <= glibc(base));
}
