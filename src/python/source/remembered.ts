import type { SourceFolder } from './source-folder';

/** A reader of a folder that reads it once and then remembers: several ask for the same, and nothing changes a source while an app is planned. */
export function remembered<T>(read: (source: SourceFolder) => T): (source: SourceFolder) => T {
  const known = new WeakMap<SourceFolder, { readonly value: T }>();
  return (source) => {
    const one = known.get(source) ?? { value: read(source) };
    known.set(source, one);
    return one.value;
  };
}
