import { IConstruct } from 'constructs';
import { BuildSecret } from '../dockerfile';
import { outsideApp } from '../dockerfile/stage-scope';
import type { HealthCheck } from './runtimes/health-check';
import type { SbomLocation } from './runtimes/sbom-location';
import { Trait } from '../private/trait';
import { Dependencies, Entrypoint, GitHost, PackageIndex, PythonProject, PythonVersion, SystemPackages } from '../python';
import type { BuildVersion } from '../python/versions/dynamic-version';

/** What all stages of one app go by. What an app says is what its stages do, unless a stage says otherwise. */
export interface AppSettings {
  readonly project: PythonProject;
  readonly python: PythonVersion;
  /** The version of uv, `0.13.8`. */
  readonly uvVersion: string;
  /** Where packages come from, beside PyPI or in its place. */
  readonly indexes: PackageIndex[];
  readonly gitHosts: GitHost[];
  /** By the variable that the installers see. */
  readonly buildSecrets: Record<string, BuildSecret>;
  /** Certificates that the build trusts, as PEM. */
  readonly certificates?: string;
  readonly dependencies?: Dependencies;
  readonly systemPackages?: SystemPackages;
  readonly entrypoint?: Entrypoint;
  readonly webServer?: string;
  /** What the build back end of the project is told about its version. */
  readonly buildVersion?: BuildVersion;
  readonly environment?: Record<string, string>;
  readonly stopSignal?: string;
  readonly healthCheck?: HealthCheck;
  readonly healthCheckInImage?: boolean;
  readonly stopTimeoutSeconds?: number;
  readonly labels?: Record<string, string>;
  readonly revision?: string;
  /** Where the bill of materials is. */
  readonly sbom: SbomLocation;
  readonly user?: string;
  readonly check?: boolean;
  readonly virtualenvPath?: string;
  readonly exposeScripts?: string[];
  /** The images that were made of the app. */
  readonly images: IConstruct[];
}

const SETTINGS = new Trait<AppSettings>('AppSettings');

/** Makes the construct an app: the stages below it go by these settings. */
export function implementAppSettings(construct: IConstruct, settings: Omit<AppSettings, 'images'>): AppSettings {
  // Not by a spread, which would ask for the project that shared stages do not have.
  const value = Object.defineProperty(settings, 'images', { value: [] }) as AppSettings;
  SETTINGS.implement(construct, value);
  return value;
}

/** The settings of the app that a stage is made in. Fails with `StageOutsideApp`. */
export function appSettingsOf(construct: IConstruct): AppSettings {
  const settings = SETTINGS.nearest(construct);
  if (settings === undefined) {
    throw outsideApp(construct, 'a stage that installs Python packages needs an app above it', 'PythonApp');
  }
  return settings;
}
