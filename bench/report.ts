import { type Floor, floorBytes } from './floor';
import type { Measurement } from './measurement';
import { median, range } from './statistics';
import type { Table } from './table';

/** Steps that take less are not worth a line. */
const SHOWN_SECONDS = 0.1;

/** What each image is and what its builds take: median, least and most. */
export function imagesTable(measurements: Measurement[]): Table {
  return {
    head: ['image', 'size', 'cold build', 'rebuild', 'nothing changed'],
    rows: measurements.map(({ name, size, cold, rebuilds, unchanged }) => [name, bytes(size), spread(cold), spread(rebuilds), spread(unchanged)]),
  };
}

/** What a change of one line of the code has pushed. */
export function changesTable(measurements: Measurement[]): Table {
  return {
    head: ['image', 'new layers', 'their files', 'their archives', 'compressed'],
    rows: measurements.flatMap(({ name, changed }) => changed === undefined ? [] : [
      [name, `${changed.count}`, bytes(changed.fileBytes), bytes(changed.archiveBytes), bytes(changed.compressedBytes)],
    ]),
  };
}

/** The library beside each other image: builds of the same round, and rebuilds one right after the other. */
export function pairsTable([library, ...others]: Measurement[]): Table {
  return {
    head: ['the library against', 'cold build', 'faster in', 'rebuild', 'faster in'],
    rows: others.map((other) => {
      const cold = library.cold.map((mine, round) => mine - other.cold[round]);
      const rebuild = (library.pairs.get(other.name) ?? []).map(({ mine, theirs }) => mine - theirs);
      return [other.name, difference(cold), wins(cold), difference(rebuild), wins(rebuild)];
    }),
  };
}

/** What the size of the library's image is made of. */
export function floorTable(floor: Floor, library: Measurement): Table {
  const sum = floorBytes(floor);
  const without = sum - floor.byteCode;
  return {
    head: ['part', 'bytes'],
    rows: [
      ['the base image', bytes(floor.base)],
      ['the files in the wheels of the locked packages', bytes(floor.files)],
      [`the shared libraries that they load and the base lacks (${floor.libraryNames.length})`, bytes(floor.libraries)],
      ['the floor without byte code', bytes(without)],
      ['the byte code of the packages', bytes(floor.byteCode)],
      ['**the floor**', bytes(sum)],
      [`the library's image: ${percent(library.size / sum - 1)} above the floor`, bytes(library.size)],
    ],
  };
}

/** Where the time of a rebuild goes. */
export function stepsTable(measurements: Measurement[]): Table {
  return {
    head: ['step of a rebuild', 'image', 'seconds'],
    rows: measurements.flatMap(({ name, steps }) => [...steps]
      .map(([instruction, seconds]): [string, number] => [instruction, median(seconds)])
      .filter(([, seconds]) => seconds >= SHOWN_SECONDS)
      .map(([instruction, seconds]) => [instruction.slice(0, 90), name, seconds.toFixed(1)])),
  };
}

/** Median, and the smallest and the largest value. */
export function spread(seconds: number[]): string {
  const [least, most] = range(seconds);
  return `${median(seconds).toFixed(2)} s (${least.toFixed(2)}–${most.toFixed(2)})`;
}

/** Decimal, as Docker says sizes. */
export function bytes(count: number): string {
  return count < 1e6 ? `${(count / 1e3).toFixed(1)} kB` : `${(count / 1e6).toFixed(2)} MB`;
}

function difference(seconds: number[]): string {
  const value = median(seconds);
  return `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(2)} s`;
}

function wins(seconds: number[]): string {
  return `${seconds.filter((value) => value < 0).length} of ${seconds.length}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
