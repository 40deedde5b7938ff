/** The versions that a lock names, by package: of a requirements file, or of a uv.lock. A package can have several, for several platforms. */
export function lockedVersions(text: string): Map<string, string> {
  const found = new Map<string, string[]>();
  const add = (name: string, version: string) => found.set(name, [...new Set([...found.get(name) ?? [], version])]);
  for (const [, name, version] of text.matchAll(/^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)/gm)) {
    add(name, version);
  }
  for (const [, name, version] of text.matchAll(/^\[\[package\]\]\nname = "([^"]+)"\nversion = "([^"]+)"/gm)) {
    add(name, version);
  }
  return new Map([...found].map(([name, versions]) => [name, versions.sort().join(', ')]));
}

/** A line for each package that came, went or has another version. */
export function lockChanges(before: string, after: string): string[] {
  const [old, now] = [lockedVersions(before), lockedVersions(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [from, to] = [old.get(name), now.get(name)];
    if (from === to) {
      return [];
    }
    return from === undefined ? [`+ ${name} ${to}`] : to === undefined ? [`- ${name} ${from}`] : [`~ ${name} ${from} -> ${to}`];
  });
}
