/** A word and its value in ARG or ENV: `NAME=value`, `NAME="a b"`. */
const ASSIGNED = /(\w+)=(?:"([^"]*)"|'([^']*)'|(\S*))/g;

/** What an ARG or an ENV says, by the names. Source: Docker, "Dockerfile reference". */
export function assignedIn(keyword: string, rest: string): [string, string][] {
  const [, name, value] = keyword === 'ENV' ? /^(\w+)\s+(\S.*)$/.exec(rest) ?? [] : [];
  return name !== undefined ? [[name, value]]
    : keyword === 'ENV' || keyword === 'ARG' ? [...rest.matchAll(ASSIGNED)].map(([, key, double, single, plain]) => [key, double ?? single ?? plain]) : [];
}

/** `${NAME}`, `${NAME:-value}` and `$NAME` by what ARG and ENV say. */
export function substituted(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{?(\w+)(?::-([^}]*))?\}?/g, (_, name: string, value?: string) => values.get(name) ?? value ?? '');
}
