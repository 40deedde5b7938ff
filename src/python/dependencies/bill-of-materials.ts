import { DependencyPlan } from './dependency-plan';
import { InstallTarget, markerEnvironment } from './install-target';
import { imageReference } from '../../private/image-reference';
import { LockedFile } from '../locks/lock-inventory';
import { LockedPackage } from '../locks/locked-package';
import { imagePackageUrl, nameAndVersion, pythonPackageUrl, SystemDistribution, systemPackageUrl } from '../syntax/package-url';
import { wheelFits } from '../syntax/wheel-tags';

/** What an image is made of, as far as synthesis knows it. */
export interface ImageContents {
  readonly plan: DependencyPlan;
  /** Packages of PyPI that are there and no dependency of the app. */
  readonly beside?: LockedPackage[];
  /** References of other images than the base that something was copied from. */
  readonly copiedFrom?: string[];
  /** What packages are chosen for. */
  readonly target: InstallTarget;
  /** What is added to the base, as apt and apk take it. */
  readonly systemPackages: string[];
  readonly distribution: SystemDistribution;
  /** The reference of the base image. */
  readonly base: string;
}

/** The app, as the image says it by its labels. */
export interface BilledApp {
  readonly name: string;
  readonly labels: Record<string, string>;
}

const LABEL = 'org.opencontainers.image';
/** The id of the app in its bill. */
const APP = 'app';

/**
 * The bill of materials as CycloneDX 1.6: the packages of the lock with their files and hashes, what they need of each other, the system packages that the
 * catalogue adds and the base image. No time, no serial number and no version of this library: the same lock gives the same text.
 * Source: https://cyclonedx.org/docs/1.6/json/
 */
export function billOfMaterials({ name, labels }: BilledApp, contents: ImageContents): string {
  const { plan, target, base, systemPackages, distribution, beside = [], copiedFrom = [] } = contents;
  const environment = markerEnvironment(target);
  const locked = plan.packagesFor(environment);
  const components = [
    ...locked.map((one) => pythonComponent(one, chosenFrom(one, plan.inventory?.filesOf(one) ?? [], target))),
    ...beside.filter((one) => !locked.some((other) => idOf(other) === idOf(one))).map((one) => pythonComponent(one, [])),
    ...systemPackages.map((one) => systemComponent(one, distribution)),
    ...(base === 'scratch' ? [] : [imageComponent(base, 'base')]),
    ...copiedFrom.map((reference) => imageComponent(reference, `image:${reference}`)),
  ];
  const graph = plan.inventory?.needsFor?.(environment);
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      tools: { components: [{ type: 'library', name: 'cdk-python-images' }] },
      component: {
        'type': 'application',
        'bom-ref': APP,
        name,
        ...(labels[`${LABEL}.version`] !== undefined && { version: labels[`${LABEL}.version`] }),
        ...(labels[`${LABEL}.licenses`] !== undefined && { licenses: licensesOf(labels[`${LABEL}.licenses`]) }),
        'properties': Object.keys(labels).sort().map((label) => ({ name: label, value: labels[label] })),
      },
    },
    components,
    ...(graph !== undefined && { dependencies: dependenciesOf(locked, graph) }),
    // Nothing locks the packages of packages, so they are not in the list.
    ...(!plan.locked && { compositions: [{ aggregate: 'incomplete', assemblies: [APP] }] }),
  };
  return `${JSON.stringify(bill, undefined, 2)}\n`;
}

function pythonComponent(locked: LockedPackage, files: LockedFile[]): object {
  const purl = pythonPackageUrl(locked);
  const references = distributionsOf(locked, files, purl);
  return {
    'type': 'library',
    'bom-ref': idOf(locked),
    'name': locked.name,
    ...(locked.version !== undefined && { version: locked.version }),
    ...(purl !== undefined && { purl }),
    ...(references.length > 0 && { externalReferences: references }),
  };
}

/** The files that an installer chooses from: the wheels that fit the image, else the sources; hashes without names may be of either. */
function chosenFrom({ noBinary }: LockedPackage, files: LockedFile[], target: InstallTarget): LockedFile[] {
  const nameOf = ({ place = '' }: LockedFile) => decoded(place.replace(/[?#].*$/, '').split('/').pop() ?? '');
  const wheels = noBinary ? [] : files.filter((file) => wheelFits(nameOf(file), target));
  return wheels.length > 0 ? wheels : files.filter((file) => !nameOf(file).endsWith('.whl'));
}

/** The files by their places; a hash without one is that of whatever the package URL leads to. */
function distributionsOf(locked: LockedPackage, files: LockedFile[], purl: string | undefined): object[] {
  const places = new Map<string, LockedFile[]>();
  for (const file of files) {
    const place = file.place ?? purl ?? locked.name;
    places.set(place, [...places.get(place) ?? [], file]);
  }
  return [...places].map(([place, list]) => {
    const hashes = list.flatMap(({ hash }) => hash === undefined ? [] : cycloneHash(hash));
    return {
      type: 'distribution',
      url: encodeURI(decoded(place)),
      ...(list.length > 1 && { comment: 'the file that is installed has one of these hashes' }),
      ...(hashes.length > 0 && { hashes }),
    };
  });
}

/** The names of algorithms as CycloneDX has them, by the names that locks have; what it does not know is left out. */
const ALGORITHMS: Readonly<Record<string, string>> = { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

function cycloneHash(hash: string): object[] {
  const [algorithm, content] = hash.toLowerCase().split(/[:=]/);
  return Object.hasOwn(ALGORITHMS, algorithm) && /^[0-9a-f]+$/.test(content ?? '') ? [{ alg: ALGORITHMS[algorithm], content }] : [];
}

function systemComponent(systemPackage: string, distribution: SystemDistribution): object {
  const [name, version] = nameAndVersion(systemPackage);
  const purl = systemPackageUrl(systemPackage, distribution);
  return { 'type': 'library', 'bom-ref': `system:${name}`, name, ...(version !== undefined && { version }), ...(purl !== undefined && { purl }) };
}

function imageComponent(reference: string, id: string): object {
  const read = imageReference(reference);
  const version = read?.digest ?? read?.tag;
  return {
    'type': 'container',
    'bom-ref': id,
    'name': read?.repository ?? reference,
    ...(version !== undefined && { version }),
    ...(read !== undefined && { purl: imagePackageUrl(read) }),
  };
}

/** What is installed of what is needed, by the ids of the bill. */
function dependenciesOf(locked: LockedPackage[], graph: ReadonlyMap<string, ReadonlySet<string>>): object[] {
  const ids = new Map(locked.map((one) => [one.name, idOf(one)]));
  const needs = (name: string) => [...graph.get(name) ?? []].flatMap((needed) => ids.get(needed) ?? []).sort();
  return [
    { ref: APP, dependsOn: needs('') },
    ...locked.filter(({ name }) => graph.has(name)).map((one) => ({ ref: idOf(one), dependsOn: needs(one.name) })),
  ];
}

function idOf({ name, version }: LockedPackage): string {
  return version === undefined ? `python:${name}` : `python:${name}@${version}`;
}

/** An expression of SPDX, or the name of a licence as people write it. */
function licensesOf(text: string): object[] {
  return /^\(*[A-Za-z0-9][\w.+-]*\)*(?: (?:AND|OR|WITH) \(*[A-Za-z0-9][\w.+-]*\)*)*$/.test(text) ? [{ expression: text }] : [{ license: { name: text } }];
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
