import { type Floor, floorBytes } from './floor';
import type { Measurement } from './measurement';
import type { BenchOptions } from './options';
import { bytes, changesTable, floorTable, imagesTable, pairsTable, spread, stepsTable } from './report';
import { asMarkdown, asText } from './table';

/** Everything that a run has found out. */
export interface Outcome {
  readonly options: BenchOptions;
  /** The library first. */
  readonly results: Measurement[];
  readonly floor: Floor;
  readonly machine: string;
  /** The load average before and after. */
  readonly loads: [string, string];
}

/** For the terminal. */
export function outcomeText(outcome: Outcome): string {
  const { results, floor } = outcome;
  const tables = [imagesTable(results), changesTable(results), pairsTable(results), floorTable(floor, results[0]), stepsTable(results)];
  return `${[...tables.map(asText), synth(outcome), circumstances(outcome)].join('\n\n')}\n`;
}

/** For the page. */
export function outcomeMarkdown(outcome: Outcome): string {
  const { results, floor } = outcome;
  return [
    circumstances(outcome),
    asMarkdown(imagesTable(results)),
    'What a change of one line has to send to a registry that has the image from before:',
    asMarkdown(changesTable(results)),
    'The library against each of the others: the median of the differences, − where the library takes less time.',
    asMarkdown(pairsTable(results)),
    `The floor is ${bytes(floorBytes(floor))}:`,
    asMarkdown(floorTable(floor, results[0])),
    synth(outcome),
  ].join('\n\n');
}

function synth({ results }: Outcome): string {
  return `Synth of the library's image: ${spread(results[0].synth)}.`;
}

function circumstances({ options, machine, loads: [before, after] }: Outcome): string {
  const rounds = `${options.coldRounds} rounds of cold builds, ${options.rounds} of rebuilds`;
  return `Measured on ${machine}: ${rounds}. Load average ${before} at the beginning, ${after} at the end; the builds themselves make most of the latter.`;
}
