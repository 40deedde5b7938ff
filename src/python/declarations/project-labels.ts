import { isTable, TomlTable } from '../source/toml-file';

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md */
const PREFIX = 'org.opencontainers.image';

/** The names of links that PyPI knows, without case, blanks and punctuation, by what the image says of them. Source: packaging.python.org, "Well-known Project URLs". */
const LINKS: Readonly<Record<string, string[]>> = {
  url: ['homepage'],
  source: ['source', 'repository', 'sourcecode', 'github'],
  documentation: ['documentation', 'docs'],
};

/** What `[project]` says of itself, as labels of an image: in the order of the specification, without what it does not say. */
export function projectLabels(project: TomlTable): Record<string, string> {
  const urls = isTable(project.urls) ? Object.entries(project.urls) : [];
  const link = (kind: string) => urls.find(([name]) => LINKS[kind].includes(name.toLowerCase().replace(/[^a-z0-9]/g, '')))?.[1];
  const license = isTable(project.license) ? project.license.text : project.license;
  const values: [string, unknown][] = [
    ['title', project.name],
    ['version', project.version],
    ['description', project.description],
    ['authors', authors(project.authors)],
    // The text of a whole licence is no name of one.
    ['licenses', typeof license === 'string' && license.length <= 200 ? license : undefined],
    ...Object.keys(LINKS).map((kind): [string, unknown] => [kind, link(kind)]),
  ];
  return Object.fromEntries(values.flatMap(([name, value]) => {
    const text = typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : '';
    return text === '' ? [] : [[`${PREFIX}.${name}`, text]];
  }));
}

/** The label of the revision that an image was made of. */
export function revisionLabel(revision: string): Record<string, string> {
  return { [`${PREFIX}.revision`]: revision };
}

/** "Name <address>", as in the core metadata of packages. */
function authors(value: unknown): string | undefined {
  const people = Array.isArray(value) ? value.filter(isTable) : [];
  return people.map(({ name, email }) => [name, typeof email === 'string' ? `<${email}>` : undefined].filter((part) => typeof part === 'string').join(' '))
    .filter((text) => text !== '').join(', ');
}
