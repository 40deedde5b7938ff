import { catalogueEntry } from './catalogue';
import { dockerfilePackages } from './dockerfile-packages';
import { ownDockerfile } from '../source/own-dockerfile';
import { SourceFolder } from '../source/source-folder';
import { parseToml, stringsOf, tableAt } from '../source/toml-file';
import { readYaml } from '../source/yaml-file';

/** Packages of a distribution that the file of a platform lists. */
export interface ListedPackages {
  readonly file: string;
  readonly packages: string[];
}

/** A name as Debian allows it (Debian Policy, 5.6.1). */
const NAME = /^[a-z0-9][a-z0-9+.-]+$/;

/**
 * What each platform installs with apt before an app is built. Sources: heroku-buildpack-apt, "Usage"; Cloud Foundry's apt-buildpack; Nixpacks, "Configuration file";
 * Railpack, "Configuration file"; Streamlit Community Cloud, "App dependencies".
 */
const READERS: Readonly<Record<string, (source: SourceFolder, file: string) => string[]>> = {
  'Aptfile': lines,
  'apt.yml': (source, file) => stringsOf(readYaml(source, file)?.packages),
  'nixpacks.toml': (source, file) => stringsOf(tableAt(parseToml(source.read(file) ?? '', file), 'phases', 'setup')?.aptPkgs),
  'railpack.json': (source, file) => stringsOf(tableAt(readYaml(source, file) ?? {}, 'deploy')?.aptPackages),
  'packages.txt': lines,
};

/**
 * The packages that the first of these files lists which is there, or else the project's own Dockerfile installs: the image does not have them by that. Those that the catalogue
 * knows for the packages of PyPI which are `installed` are left out, whatever the suite calls them. Undefined when none lists any.
 */
export function listedPackages(source: SourceFolder, installed: string[] = []): ListedPackages | undefined {
  const known = new Set(installed.flatMap((name) => catalogueEntry(name) ?? []).flatMap(({ debian }) => [...debian.build, ...debian.runtime])
    .flatMap((name) => typeof name === 'string' ? [name] : Object.values(name)));
  const listed = Object.entries(READERS).map(([file, read]) => ({ file, names: () => source.isFile(file) ? read(source, file) : [] }));
  for (const { file, names } of [...listed, { file: ownDockerfile(source)?.file ?? '', names: () => dockerfilePackages(source) }]) {
    const packages = names().filter((name) => NAME.test(name) && !known.has(name));
    if (packages.length > 0) {
      return { file, packages: [...new Set(packages)].sort() };
    }
  }
  return undefined;
}

function lines(source: SourceFolder, file: string): string[] {
  return (source.readUnicode(file)?.text ?? '').split(/\r?\n/).map((line) => line.replace(/#.*$/, '').trim());
}
