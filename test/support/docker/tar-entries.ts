/** What an archive says of one path. */
export interface TarEntry {
  /** Without a slash at either end. */
  readonly path: string;
  readonly type: 'file' | 'link' | 'folder' | 'other';
  readonly mode: number;
  /** `uid:gid` */
  readonly owner: string;
  /** Where a link leads. */
  readonly target: string;
  readonly content: Buffer;
}

const BLOCK = 512;
const TYPES: Record<string, TarEntry['type']> = { '0': 'file', '\0': 'file', '1': 'link', '2': 'link', '5': 'folder' };

/** Reads an archive as the engine writes it: ustar, with pax records for what does not fit. */
export function tarEntries(archive: Buffer): TarEntry[] {
  const entries: TarEntry[] = [];
  let pax: Record<string, string> = {};
  for (let at = 0; at < archive.length && archive[at] !== 0;) {
    const header = archive.subarray(at, at + BLOCK);
    const text = (from: number, length: number) => header.toString('utf8', from, from + length).replace(/\0.*$/s, '');
    const octal = (from: number, length: number) => parseInt(text(from, length), 8);
    const size = Number(pax.size ?? octal(124, 12));
    const content = archive.subarray(at + BLOCK, at + BLOCK + size);
    const type = String.fromCharCode(header[156]);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'x') {
      pax = paxRecords(content.toString('utf8'));
      continue;
    }
    entries.push({
      path: (pax.path ?? [text(345, 155), text(0, 100)].filter((part) => part !== '').join('/')).replace(/^\.?\/|\/$/g, ''),
      type: TYPES[type] ?? 'other',
      mode: octal(100, 8) & 0o7777,
      owner: `${octal(108, 8)}:${octal(116, 8)}`,
      target: pax.linkpath ?? text(157, 100),
      content,
    });
    pax = {};
  }
  return entries;
}

function paxRecords(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/\d+ ([^=\n]+)=(.*)\n/g)].map(([, name, value]) => [name, value]));
}
