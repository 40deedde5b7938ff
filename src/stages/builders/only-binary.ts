import { IImageSource } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';
import { SystemPackages } from '../../python';
import { InstallTarget } from '../../python/dependencies/install-target';
import { LockedPackage } from '../../python/locks/locked-package';

/** The Debian release whose names tell what a package needs of any system. */
const KNOWN = { distribution: 'debian', suite: 'trixie' };

const ANOTHER_BASE = "baseImage: BaseImage.pythonSlim('3.13') for the runtime, and for the builder if there is one: Lambda's runtime client is added there";

/** Fails with `LambdaPackageUnsupported` when something would be compiled for a base that nothing can be compiled for. */
export function refuseCompiling(base: IImageSource, reasons: string[]): void {
  if (base.rootImage._known.onlyBinary === true && reasons.length > 0) {
    throw new CodedError('LambdaPackageUnsupported', {
      what: "nothing can be compiled for AWS's base image: where packages are installed for it, the libraries are others",
      found: reasons.join('\n'),
      expected: 'a wheel of every package for the image',
      write: `versions that have wheels (psycopg2-binary for psycopg2), or\n${ANOTHER_BASE}`,
    });
  }
}

/** Fails with `LambdaPackageUnsupported` when a package needs libraries or programs of a distribution, and the base has none that is known. */
export function refuseSystemPackages(base: IImageSource, packages: LockedPackage[], target: InstallTarget, requested: SystemPackages): void {
  const needed = base.rootImage._known.onlyBinary === true
    ? requested._resolve(packages, [], { ...target, ...KNOWN }).reasons.filter(({ stage }) => stage !== 'build') : [];
  if (needed.length > 0) {
    throw new CodedError('LambdaPackageUnsupported', {
      what: "AWS's base image is not Debian, and these are known as packages of Debian",
      found: needed.map(({ systemPackage, forPackage, because }) => `${systemPackage}${forPackage === undefined ? '' : ` for ${forPackage}`}: ${because}`).join('\n'),
      expected: 'packages that bring their libraries along',
      write: `${ANOTHER_BASE}\nor, if the app does without them: systemPackages: SystemPackages.none()`,
    });
  }
}
