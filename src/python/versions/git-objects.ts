import * as fs from 'fs';
import * as path from 'path';
import { inflateSync } from 'zlib';
import { gitFile } from './git-file';

/** What a commit or a tag says in its first lines. */
export interface GitObject {
  readonly kind: string;
  readonly text: string;
}

const KINDS: Record<number, string> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' };
const OFFSET_DELTA = 6;
const REFERENCE_DELTA = 7;
/** Commits and tags are smaller. */
const LARGEST = 1 << 24;
/** Longer chains of deltas git does not write. */
const LONGEST_CHAIN = 4096;

/** Reads the objects of a repository: single files and packs. Source: git's "gitformat-pack". Undefined for what is not there or not understood. */
export class GitObjects {
  private readonly packs: { readonly index: Buffer; readonly file: number }[] = [];

  /** @param folder `.git/objects` */
  constructor(private readonly folder: string) {
    const packs = path.join(folder, 'pack');
    for (const name of fs.existsSync(packs) ? fs.readdirSync(packs).sort() : []) {
      const [file, pack] = name.endsWith('.idx') ? [gitFile(folder, 'pack', name), gitFile(folder, 'pack', name.replace(/\.idx$/, '.pack'))] : [];
      const index = file === undefined ? undefined : fs.readFileSync(file);
      if (index && pack !== undefined && index.length > 1032 && index.readUInt32BE(0) === 0xff744f63 && index.readUInt32BE(4) === 2) {
        this.packs.push({ index, file: fs.openSync(pack, 'r') });
      }
    }
  }

  /** Closes the packs. */
  public close(): void {
    this.packs.forEach(({ file }) => fs.closeSync(file));
  }

  /** The object of a name of 40 hexadecimal digits. */
  public read(id: string): GitObject | undefined {
    const loose = gitFile(this.folder, id.slice(0, 2), id.slice(2));
    if (loose !== undefined) {
      const bytes = inflateSync(fs.readFileSync(loose), { maxOutputLength: LARGEST });
      const end = bytes.indexOf(0);
      return { kind: bytes.toString('latin1', 0, end).split(' ')[0], text: bytes.toString('utf8', end + 1) };
    }
    const packed = this.inPacks(id, 0);
    return packed && { kind: packed.kind, text: packed.bytes.toString('utf8') };
  }

  private inPacks(id: string, depth: number): { kind: string; bytes: Buffer } | undefined {
    for (const { index, file } of this.packs) {
      const offset = offsetOf(index, Buffer.from(id, 'hex'));
      if (offset !== undefined) {
        return this.at(file, offset, depth);
      }
    }
    return undefined;
  }

  private at(file: number, offset: number, depth: number): { kind: string; bytes: Buffer } | undefined {
    const head = readAt(file, offset, 64);
    let at = 0;
    const kind = (head[at] >> 4) & 7;
    while (head[at++] & 0x80) { /* the size, which zlib knows itself */ }
    if (kind !== OFFSET_DELTA && kind !== REFERENCE_DELTA) {
      const bytes = inflateAt(file, offset + at);
      return KINDS[kind] === undefined || !bytes ? undefined : { kind: KINDS[kind], bytes };
    }
    let original: { kind: string; bytes: Buffer } | undefined;
    if (kind === OFFSET_DELTA) {
      let distance = head[at] & 0x7f;
      while (head[at++] & 0x80) {
        distance = (distance + 1) * 128 + (head[at] & 0x7f);
      }
      original = depth > LONGEST_CHAIN || distance > offset ? undefined : this.at(file, offset - distance, depth + 1);
    } else {
      original = depth > LONGEST_CHAIN ? undefined : this.inPacks(head.toString('hex', at, at + 20), depth + 1);
      at += 20;
    }
    const delta = inflateAt(file, offset + at);
    return original && delta && { kind: original.kind, bytes: applyDelta(original.bytes, delta) };
  }
}

/** Where an object begins in the pack of an index (version 2). */
function offsetOf(index: Buffer, id: Buffer): number | undefined {
  const fanout = (byte: number) => byte < 0 ? 0 : index.readUInt32BE(8 + byte * 4);
  const names = 8 + 256 * 4;
  const count = fanout(255);
  let [low, high] = [fanout(id[0] - 1), fanout(id[0])];
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = index.compare(id, 0, 20, names + middle * 20, names + middle * 20 + 20);
    if (order === 0) {
      const small = index.readUInt32BE(names + count * 24 + middle * 4);
      return small < 0x80000000 ? small : Number(index.readBigUInt64BE(names + count * 28 + (small - 0x80000000) * 8));
    }
    [low, high] = order < 0 ? [middle + 1, high] : [low, middle];
  }
  return undefined;
}

function readAt(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, fs.readSync(file, buffer, 0, length, offset));
}

/** What is compressed from there on. Its end is not known before, so more is read until it is enough. */
function inflateAt(file: number, offset: number): Buffer | undefined {
  for (let length = 4096; length <= 1 << 24; length *= 16) {
    const bytes = readAt(file, offset, length);
    try {
      return inflateSync(bytes, { maxOutputLength: LARGEST });
    } catch {
      if (bytes.length < length) {
        return undefined;
      }
    }
  }
  return undefined;
}

function applyDelta(original: Buffer, delta: Buffer): Buffer {
  let at = 0;
  const size = () => {
    let [value, shift] = [0, 1];
    for (;;) {
      const byte = delta[at++];
      value += (byte & 0x7f) * shift;
      shift *= 128;
      if (!(byte & 0x80)) {
        return value;
      }
    }
  };
  size();
  size();
  const parts: Buffer[] = [];
  let total = 0;
  // A few bytes can say again and again that all of the original is copied.
  while (at < delta.length && total <= LARGEST) {
    const command = delta[at++];
    if (command & 0x80) {
      const take = (bits: number[]) => bits.reduce((value, bit, n) => command & (1 << bit) ? value + delta[at++] * 256 ** n : value, 0);
      const from = take([0, 1, 2, 3]);
      const length = take([4, 5, 6]) || 0x10000;
      parts.push(original.subarray(from, from + length));
      total += length;
    } else {
      parts.push(delta.subarray(at, at + command));
      at += command;
    }
  }
  return Buffer.concat(parts);
}
