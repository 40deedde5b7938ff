import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { imageBuildOf } from './building/image-build-settings';
import { BuildContext } from './context';
import { secretFiles } from './context/secret-files';
import { Dockerfile, ImagePlatform, Libc, StageScope } from './dockerfile';
import { shortened } from './private/shortened';
import { inUsersLanguage } from './private/users-language';
import { secretsIn } from './secrets-in-image';
import { PythonRuntimeStage } from './stages';
import { whatCompiles } from './stages/builders/builder-of';
import { olderPython } from './stages/builders/older-python';

/** Says of an image what is no mistake for sure, and worth a look. */
export function warnOfImage(image: Construct, dockerfile: Dockerfile, context: BuildContext): void {
  warnOfEmulation(image, dockerfile);
  warnOfOlderPython(image, dockerfile);
  warnOfCompiling(image, dockerfile);
  warnOfSecrets(image, dockerfile);
  warnOfDropped(image, dockerfile);
  tellOfStart(image, dockerfile);
  warnOfSecretFiles(image, secretFiles(context));
}

/** Few packages are tried on musl by those who make them, so compiling there is where the time of a build goes, and where it breaks. */
function warnOfCompiling(image: Construct, dockerfile: Dockerfile): void {
  const reasons = whatCompiles(dockerfile.stages.filter((stage) => stage.rootImage.libc === Libc.MUSL));
  if (reasons.length > 0) {
    Annotations.of(image).addWarningV2('cdk-python-images:compiles-on-musl',
      `these packages are compiled in the build, because there is no wheel of them for musl: ${reasons.join('; ')}. `
      + 'Take versions that have musllinux wheels, or SlimRuntimeStage and a builder on its base, where most packages have wheels');
  }
}

/** A list of system packages takes the place of the catalogue, not its side. */
function warnOfDropped(image: Construct, { target }: Dockerfile): void {
  const dropped = target instanceof PythonRuntimeStage ? target._dropped : [];
  if (dropped.length > 0) {
    Annotations.of(image).addWarningV2('cdk-python-images:system-packages',
      `systemPackages takes the place of the catalogue, which has ${dropped.map(({ systemPackage, forPackage }) => `${systemPackage} for ${forPackage}`).join(', ')}. `
      + 'Write systemPackages: SystemPackages.combine(SystemPackages.fromCatalogue(), …) for both');
  }
}

/** A program that is given no command prints its help, and a server on an address of its own is reached by nobody. */
function tellOfStart(image: Construct, { target }: Dockerfile): void {
  for (const { id, text, write } of target instanceof PythonRuntimeStage ? target._notes : []) {
    const said = `${image.node.path}: ${text}; write ${inUsersLanguage(write)}`;
    if (id === 'collectstatic') {
      Annotations.of(image).addWarningV2('cdk-python-images:collectstatic', said);
    } else if (id === 'address') {
      Annotations.of(image).addWarningV2('cdk-python-images:address', said);
    } else if (id === 'script') {
      Annotations.of(image).addWarningV2('cdk-python-images:script', said);
    } else {
      Annotations.of(image).addInfoV2(`cdk-python-images:${id}`, said);
    }
  }
}

/** What is unmistakable is left out; of these files only their owner knows. */
function warnOfSecretFiles(image: Construct, files: string[]): void {
  if (files.length > 0) {
    Annotations.of(image).addWarningV2('cdk-python-images:secret-file',
      `these files look like secrets and would be in the image: ${shortened(files)}. `
      + `Write them into .dockerignore of the source folder, one line each (${files[0]}), and hand them over when a container starts: by Secrets Manager, or a volume`);
  }
}

/** A variable is in the image for everybody who may pull it, and in the template's asset. */
function warnOfSecrets(image: Construct, dockerfile: Dockerfile): void {
  const found = secretsIn(dockerfile);
  if (found.size > 0) {
    Annotations.of(image).addWarningV2('cdk-python-images:secret-in-image',
      `these variables look like secrets and would be in the image: ${[...found].map(([name, stage]) => `${name} of ${stage}`).join(', ')}. `
      + 'Hand them over when a container starts: secrets: { NAME: ecs.Secret.fromSecretsManager(…) } of addEcsContainer, or read them from Secrets Manager. '
      + "What only the build needs is a build secret: buildSecrets: { NAME: BuildSecret.fromEnvironment('NAME') }");
  }
}

/** Old versions install best on the Python of their time, and some run on none that there is. */
function warnOfOlderPython(image: Construct, dockerfile: Dockerfile): void {
  const { python, instead, packages, pins, file } = olderPython(dockerfile.stages) ?? { packages: [], pins: [] };
  const instruction = python === undefined ? '' : `, or python: PythonVersion.of('${python.minor}')`;
  if (packages.length > 0) {
    const names = packages.map(({ name, version }) => version === undefined ? name : `${name} ${version}`).join(', ');
    Annotations.of(image).addWarningV2('cdk-python-images:older-python',
      `the lock has no wheel for Python ${instead} of ${names}, and has one for Python ${python?.minor}: the build compiles them, which old versions may not survive. `
      + `Take newer versions${instruction}`);
  }
  if (pins.length > 0) {
    Annotations.of(image).addWarningV2('cdk-python-images:old-pins',
      `${file} has ${pins.map(({ name, version }) => `${name} ${version}`).join(', ')}, older than Python ${instead}: the build or the start of the app may fail with it. `
      + `Take ${pins.map(({ newer }) => newer).join(', ')}${python === undefined ? '; no Python that images have runs all of them' : instruction}`);
  }
}

/** Synth cannot know the machine that builds. Most are amd64, so an image for amd64 is not worth a warning. */
function warnOfEmulation(image: Construct, dockerfile: Dockerfile): void {
  const stages = dockerfile._runningOnTarget;
  const { platform } = StageScope.of(dockerfile.target);
  const { imageBuilder } = imageBuildOf(dockerfile.target);
  if (platform.value !== ImagePlatform.LINUX_AMD64.value && stages.length > 0 && !imageBuilder._isNative(platform)) {
    const reasons = whatCompiles(dockerfile.stages);
    Annotations.of(image).addWarningV2('cdk-python-images:emulation',
      `the image is for ${platform.value} and these stages run on that platform: ${stages.join(', ')}`
      + `${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}. On a machine of another platform the build needs `
      + 'emulation, which is slow, or fails with "exec format error". Build on such a machine, or use packages that have wheels for it');
  }
}
