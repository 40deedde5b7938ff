import * as fs from 'fs';

/** A file in an archive. */
export interface TarEntry {
  readonly name: string;
  readonly content: Buffer;
}

/** The files of an archive, one after the other. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html (ustar) */
export function* tarEntries(archive: string): Generator<TarEntry> {
  const descriptor = fs.openSync(archive, 'r');
  try {
    const header = Buffer.alloc(512);
    for (let at = 0; fs.readSync(descriptor, header, 0, 512, at) === 512 && header[0] !== 0;) {
      const field = (from: number, length: number) => header.toString('latin1', from, from + length).replace(/[\0 ]+$/, '');
      const content = Buffer.alloc(parseInt(field(124, 12), 8));
      fs.readSync(descriptor, content, 0, content.length, at + 512);
      yield { name: field(0, 100), content };
      at += 512 + Math.ceil(content.length / 512) * 512;
    }
  } finally {
    fs.closeSync(descriptor);
  }
}
