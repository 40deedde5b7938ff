import { BUILDS, type PairImage, type PairResult } from './pair-rounds';
import { bytes } from './report';
import { median } from './statistics';
import { asMarkdown, type Table } from './table';

/** What each image is, and what a change has to push. */
export function pushedTable(results: PairResult[]): Table {
  const pushed = ({ code, dependency }: PairImage) => [code, dependency].map((layers) => layers === undefined ? '–' : `${layers.count}, ${bytes(layers.compressedBytes)}`);
  return {
    head: ['app', 'image', 'size', 'pushed after one line of code', 'after one dependency'],
    rows: results.flatMap(({ pair, library, hand }) => [
      [pair.description, 'library', bytes(library.size), ...pushed(library)],
      ['', `[by hand](${page(pair.dockerfile)})`, bytes(hand.size), ...pushed(hand)],
    ]),
  };
}

/** Medians, the library first, and in how many of the pairs the library took less time. */
export function timesTable(results: PairResult[]): Table {
  return {
    head: ['app', 'from nothing', 'after one line of code', 'after one dependency', 'nothing changed'],
    rows: results.map(({ pair, library, hand }) => [pair.description, ...BUILDS.map((kind) => beside(library.seconds[kind], hand.seconds[kind]))]),
  };
}

/** The part of docs/benchmarks.md. */
export function pairsMarkdown(results: PairResult[], where: string): string {
  return [
    where,
    'The library / by hand, medians; in brackets in how many pairs the library took less time:',
    asMarkdown(timesTable(results)),
    'New layers and what a push sends of them, compressed:',
    asMarkdown(pushedTable(results)),
  ].join('\n\n');
}

/** The part of docs/from-a-dockerfile.md: one app, what it had beside what it has. */
export function migratedMarkdown(results: PairResult[], where: string): string {
  return [where, ...results.map(({ library, hand }) => asMarkdown({
    head: ['', 'by hand', 'here', 'faster here'],
    rows: BUILDS.map((kind) => [
      { cold: 'from nothing', code: 'a rebuild after one line of code', dependency: 'after one dependency', unchanged: 'nothing changed' }[kind],
      seconds(hand.seconds[kind]), seconds(library.seconds[kind]), wins(library.seconds[kind], hand.seconds[kind]),
    ]),
  }))].join('\n\n');
}

function beside(mine: number[], theirs: number[]): string {
  return `${seconds(mine)} / ${seconds(theirs)} (${wins(mine, theirs)})`;
}

function seconds(values: number[]): string {
  return `${median(values).toFixed(2)} s`;
}

function wins(mine: number[], theirs: number[]): string {
  return `${mine.filter((value, round) => value < theirs[round]).length} of ${mine.length}`;
}

function page(dockerfile: string): string {
  return `../${dockerfile.slice(dockerfile.search(/(bench|examples)\/(?!.*(bench|examples)\/)/))}`;
}
