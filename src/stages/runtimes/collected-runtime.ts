import { Construct } from 'constructs';
import { CollectedLibrariesStage } from './collected-libraries-stage';
import { CollectedPythonStage } from './collected-python-stage';
import { CERTIFICATES } from './empty-system';
import { BaseImage, Files, StageArtifact } from '../../dockerfile';
import { runsOnBuildPlatform } from '../builders/builder-plan';
import { asInstalled, modulesOf } from '../builders/installed';
import { workshopOf } from '../builders/workshop';
import { PlainStage } from '../plain-stage';

/** The Python of a runtime on the empty image. */
export interface CollectedPython {
  readonly files: Files;
  /** The same for the platform of the machine that builds, where the check runs; undefined when the check runs on that of the image. */
  readonly checked?: Files;
  /** What is there is found by these variables. */
  readonly variables: Record<string, string>;
}

/** Makes the stages that a Python for the empty image comes from; undefined for a base that has its own. */
export function collectPython(scope: Construct, id: string, baseImage: BaseImage, onBuildPlatform: boolean): CollectedPython | undefined {
  const { collected } = baseImage._known;
  if (collected === undefined) {
    return undefined;
  }
  const image = workshopOf(baseImage);
  const { excludedModules } = collected;
  const variables = { LANG: 'C.UTF-8', ...(excludedModules.includes('ssl') ? {} : { SSL_CERT_FILE: CERTIFICATES }) };
  // A stage has one platform, and what it has is seen where it is.
  const elsewhere = image._stage === undefined && runsOnBuildPlatform(image, onBuildPlatform);
  const props = { image, excludedModules, onBuildPlatform: runsOnBuildPlatform(image, onBuildPlatform) };
  const { files } = new CollectedPythonStage(scope, `${id}Python`, { ...props, ...(elsewhere && { seen: image }) });
  if (!elsewhere) {
    return { files, variables };
  }
  const seen = new PlainStage(scope, `${id}CheckSource`, {
    parent: image, onBuildPlatform: true, artifacts: [], description: 'has the Python of the platform that builds, where the check runs',
  });
  return { files, checked: new CollectedPythonStage(scope, `${id}CheckPython`, { ...props, seen }).files, variables };
}

/** What of the system the packages of a runtime load. */
export interface CollectedLibrariesOptions {
  readonly baseImage: BaseImage;
  readonly python: Files;
  /** What was unpacked; undefined when nothing was. */
  readonly system?: Files;
  /** What may have compiled files in it. */
  readonly artifacts: StageArtifact[];
  readonly onBuildPlatform: boolean;
}

function modulesIn(artifact: StageArtifact): string {
  const made = asInstalled(artifact);
  return made === undefined ? artifact.path : modulesOf(made);
}

/** Makes the stages that gather the libraries of packages for the empty image. */
export function collectLibraries(scope: Construct, id: string, options: CollectedLibrariesOptions): Files {
  const { baseImage, python, system, artifacts, onBuildPlatform } = options;
  const image = workshopOf(baseImage);
  const installed = new PlainStage(scope, `${id}Installed`, {
    parent: image, artifacts: [...(system === undefined ? [] : [system]), ...artifacts], description: 'has the packages and all libraries, to be looked through',
  });
  return new CollectedLibrariesStage(scope, `${id}Libraries`, {
    image, installed, python, system, paths: [...new Set(artifacts.map(modulesIn))], onBuildPlatform: runsOnBuildPlatform(image, onBuildPlatform),
  }).files;
}
