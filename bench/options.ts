import { parseArgs } from 'util';

/** What one run measures. */
export interface BenchOptions {
  /** How many times the rebuilds are measured. */
  readonly rounds: number;
  /** How many times the builds from nothing are measured. */
  readonly coldRounds: number;
  /** The one peer to measure; all when undefined. */
  readonly only?: string;
  /** Contexts to measure beside the library's, by name: what was generated, edited by hand. */
  readonly tried: Record<string, string>;
}

export const HELP = `npm run bench [-- OPTION...]

Builds examples/inventory with the library and with hand-written Dockerfiles of the same app (bench/peers), in turns,
prints what it measured and rewrites the measured parts of docs/benchmarks.md and docs/seeds.md. Takes about a quarter of an hour and a Docker engine.

  --rounds N         rebuilds of each pair of images (default 9)
  --cold-rounds N    builds from nothing of each image (default 5)
  --only NAME        one peer only; the pages stay as they are
  --try NAME=FOLDER  measure this build context, too, as another form of the library's image: a generated one, edited by hand.
                     May be given several times; the pages stay as they are
  --help             this text`;

/** Reads the command line; undefined when it asks for help. Fails with a message for whoever typed it. */
export function readOptions(words: string[], peers: string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: words,
    options: {
      'rounds': { type: 'string', default: '9' },
      'cold-rounds': { type: 'string', default: '5' },
      'only': { type: 'string' },
      'try': { type: 'string', multiple: true, default: [] },
      'help': { type: 'boolean' },
    },
  });
  if (values.help) {
    return undefined;
  }
  if (values.only !== undefined && !peers.includes(values.only)) {
    throw new Error(`--only ${values.only}: no such peer, there are ${peers.join(', ')}`);
  }
  return {
    rounds: count('--rounds', values.rounds),
    coldRounds: count('--cold-rounds', values['cold-rounds']),
    only: values.only,
    tried: Object.fromEntries(values.try.map((word) => {
      const [, name, folder] = /^([a-z0-9][\w.-]*)=(.+)$/.exec(word) ?? [];
      if (name === undefined) {
        throw new Error(`--try ${word}: expected NAME=FOLDER`);
      }
      return [name, folder];
    })),
  };
}

/** Reads the number of an option. */
export function count(option: string, word: string): number {
  if (!/^[1-9]\d{0,2}$/.test(word)) {
    throw new Error(`${option} ${word}: expected a number from 1 to 999`);
  }
  return Number(word);
}
