import type { Measurement } from './measurement';
import { bytes } from './report';
import { median } from './statistics';
import { asMarkdown, type Table } from './table';

/** The hand-written Dockerfiles that show a way of packaging of their own, in the order of docs/seeds.md. The others are general advice. */
export const WAYS = ['venv-copy', 'base-builder-release', 'wheelhouse', 'prefix', 'lock-in-docker'];

/** The ways of packaging beside the library: the part of docs/seeds.md that a run measures. */
export function waysMarkdown([library, ...others]: Measurement[]): string {
  const ways = WAYS.flatMap((name) => others.filter((other) => other.name === name));
  return [
    asMarkdown(sizes(library, ways)),
    'A rebuild after one line of code, each measured right before or after one of ours; the medians:',
    asMarkdown(rebuilds(library, ways)),
  ].join('\n\n');
}

function sizes(library: Measurement, ways: Measurement[]): Table {
  return {
    head: ['Dockerfile by hand', 'its image', 'ours', 'changed after one line of code', 'ours'],
    rows: ways.map((way) => [link(way), bytes(way.size), bytes(library.size), changes(way), changes(library)]),
  };
}

function rebuilds(library: Measurement, ways: Measurement[]): Table {
  return {
    head: ['Dockerfile by hand', 'its rebuild', 'ours', 'ours is faster in'],
    rows: ways.flatMap((way) => {
      const pairs = library.pairs.get(way.name) ?? [];
      const seconds = (value: number) => `${value.toFixed(2)} s`;
      const faster = pairs.filter(({ mine, theirs }) => mine < theirs).length;
      return pairs.length === 0 ? [] : [
        [link(way), seconds(median(pairs.map(({ theirs }) => theirs))), seconds(median(pairs.map(({ mine }) => mine))), `${faster} of ${pairs.length}`],
      ];
    }),
  };
}

function link({ name }: Measurement): string {
  return `[${name}](../bench/peers/${name}/Dockerfile)`;
}

function changes({ changed }: Measurement): string {
  return changed === undefined ? '–' : `${bytes(changed.fileBytes)}${changed.count === 1 ? '' : `, ${changed.count} layers`}`;
}
