import { LockedFile, LockedFiles } from './lock-inventory';
import { LockedPackage } from './locked-package';
import { UvPackage } from './uv-closure';
import { isTable, TomlTable } from '../source/toml-file';

/** The archives that a uv.lock has for a package, and where it takes them from. */
export function uvFiles(named: UvPackage[], locked: LockedPackage): LockedFile[] {
  const files = new LockedFiles();
  for (const { name, version, entry } of named) {
    const archives = [entry.wheels, entry.sdist].flat().filter(isTable).map(fileOf);
    files.add({ name, version }, archives);
  }
  return files.of(locked);
}

function fileOf({ url, path, filename, hash }: TomlTable): LockedFile {
  const place = [url, filename, path].find((value): value is string => typeof value === 'string');
  return { ...(place !== undefined && { place }), ...(typeof hash === 'string' && { hash }) };
}
