/** What a small ELF file says of itself. */
export interface ElfFacts {
  readonly needed?: string[];
  readonly soname?: string;
  readonly rpath?: string;
  readonly runpath?: string;
  readonly interpreter?: string;
  /** e_machine. Default: 62, x86-64. */
  readonly machine?: number;
  /** Default: 64. */
  readonly bits?: 32 | 64;
  /** Default: little endian. */
  readonly bigEndian?: boolean;
  /** The symbol versions that it defines. */
  readonly defines?: string[];
  /** The symbol versions that it wants, by library. */
  readonly wants?: Record<string, string[]>;
}

/** Machines by their e_machine. https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
export const AARCH64 = 183;
export const S390X = 22;

/** Where the file is mapped: an address differs from its offset, as in real files. */
const BASE = 0x400000;

/**
 * The bytes of an ELF file with a dynamic section and nothing to run: what the loader reads of it before it runs anything.
 * https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html for the versions.
 */
export function elfFile(facts: ElfFacts): Buffer {
  const wide = facts.bits !== 32;
  const [headerSize, programHeaderSize] = wide ? [64, 56] : [52, 32];
  const number = (size: 2 | 4 | 8, value: number) => {
    const buffer = Buffer.alloc(size);
    const at = size === 8 ? (facts.bigEndian ? 4 : 0) : 0;
    const width = size === 8 ? 4 : size;
    return (facts.bigEndian ? buffer.writeUIntBE(value, at, width) : buffer.writeUIntLE(value, at, width), buffer);
  };
  const half = (value: number) => number(2, value);
  const word = (value: number) => number(4, value);
  const address = (value: number) => number(wide ? 8 : 4, value);

  let strings = '\0';
  const text = (value: string) => {
    const at = strings.length;
    strings += `${value}\0`;
    return at;
  };
  const tags: [number, number][] = (facts.needed ?? []).map((name) => [1, text(name)]);
  for (const [tag, value] of [[14, facts.soname], [15, facts.rpath], [29, facts.runpath]] as const) {
    if (value !== undefined) {
      tags.push([tag, text(value)]);
    }
  }
  const defines = (facts.defines ?? []).map((version, index, all) => Buffer.concat([
    half(1), half(0), half(index + 1), half(1), word(0), word(20), word(index + 1 < all.length ? 28 : 0), word(text(version)), word(0),
  ]));
  const wants = Object.entries(facts.wants ?? {}).map(([library, versions], index, all) => Buffer.concat([
    half(1), half(versions.length), word(text(library)), word(16), word(index + 1 < all.length ? 16 + 16 * versions.length : 0),
    ...versions.map((version, n) => Buffer.concat([word(0), half(0), half(2), word(text(version)), word(n + 1 < versions.length ? 16 : 0)])),
  ]));
  const interpreter = Buffer.from(facts.interpreter === undefined ? '' : `${facts.interpreter}\0`);

  const start = headerSize + 3 * programHeaderSize;
  const places: number[] = [];
  let end = start;
  for (const part of [interpreter, Buffer.from(strings), Buffer.concat(defines), Buffer.concat(wants)]) {
    places.push(end);
    end += part.length;
  }
  const [interpreterAt, stringsAt, definesAt, wantsAt] = places;
  tags.push([5, BASE + stringsAt], [10, strings.length]);
  if (defines.length > 0) {
    tags.push([0x6ffffffc, BASE + definesAt], [0x6ffffffd, defines.length]);
  }
  if (wants.length > 0) {
    tags.push([0x6ffffffe, BASE + wantsAt], [0x6fffffff, wants.length]);
  }
  tags.push([0, 0]);
  const dynamic = Buffer.concat(tags.flatMap(([tag, value]) => [address(tag), address(value)]));
  const size = end + dynamic.length;

  const programHeader = (kind: number, offset: number, length: number) => Buffer.concat(wide
    ? [word(kind), word(4), address(offset), address(BASE + offset), address(0), address(length), address(length), address(8)]
    : [word(kind), word(offset), word(BASE + offset), word(0), word(length), word(length), word(4), word(4)]);
  return Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, facts.bigEndian ? 2 : 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    half(3), half(facts.machine ?? 62), word(1), address(0), address(headerSize), address(0), word(0),
    half(headerSize), half(programHeaderSize), half(3), half(0), half(0), half(0),
    programHeader(1, 0, size), programHeader(2, end, dynamic.length), interpreter.length > 0 ? programHeader(3, interpreterAt, interpreter.length)
      : programHeader(0, 0, 0),
    interpreter, Buffer.from(strings), ...defines, ...wants, dynamic,
  ]);
}

/** An /etc/ld.so.cache in the format of glibc since 2.32. https://sourceware.org/git/?p=glibc.git;a=blob;f=sysdeps/generic/dl-cache.h */
export function loaderCache(libraries: Record<string, string>): Buffer {
  const entries = Object.entries(libraries);
  const header = Buffer.alloc(48);
  header.write('glibc-ld.so.cache1.1');
  header.writeUInt32LE(entries.length, 20);
  header.writeUInt8(2, 28);
  let strings = '';
  const records = entries.map(([name, path]) => {
    const record = Buffer.alloc(24);
    const at = 48 + 24 * entries.length + strings.length;
    record.writeUInt32LE(at, 4);
    record.writeUInt32LE(at + name.length + 1, 8);
    strings += `${name}\0${path}\0`;
    return record;
  });
  header.writeUInt32LE(strings.length, 24);
  return Buffer.concat([header, ...records, Buffer.from(strings)]);
}
