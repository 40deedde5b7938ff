import { Prefix, PythonInterpreter, StageArtifact, Virtualenv } from '../../dockerfile';

/** Packages that are where they will be used: an environment of its own, or beside the Python of the image. */
export type Installed = Virtualenv | Prefix;

/** An artifact as installed packages, if it is such. */
export function asInstalled(artifact: StageArtifact): Installed | undefined {
  return artifact instanceof Virtualenv || artifact instanceof Prefix ? artifact : undefined;
}

/** The program that runs Python with these packages. */
export function programOf(installed: Installed): string {
  return installed instanceof Prefix && installed.python !== undefined ? installed.python.path : `${installed.path}/bin/python`;
}

/** The folder in which packages may have extension modules: what the image itself brings is not for us to judge. */
export function modulesOf(installed: Installed): string {
  return installed instanceof Prefix && installed.python !== undefined ? sitePackagesOf(installed, installed.python) : installed.path;
}

/** What uv takes for the environment of these packages. */
export function environmentOf(installed: Installed): string {
  return installed instanceof Prefix ? programOf(installed) : installed.path;
}

/** The folder that Python looks into for these packages. */
export function sitePackagesOf(installed: Installed, python: PythonInterpreter): string {
  return `${installed.path}/lib/python${python.version}/site-packages`;
}
