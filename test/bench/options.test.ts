import { expect, test } from 'vitest';
import { readOptions } from '../../bench/options';

const PEERS = ['naive', 'uv-guide'];

test('nine rounds of rebuilds of all peers unless said otherwise', () => {
  expect(readOptions([], PEERS)).toEqual({ rounds: 9, coldRounds: 5, only: undefined, tried: {} });
  expect(readOptions(['--rounds', '2', '--cold-rounds=1', '--only', 'naive', '--try', 'a=/x', '--try=b=/y=z'], PEERS))
    .toEqual({ rounds: 2, coldRounds: 1, only: 'naive', tried: { a: '/x', b: '/y=z' } });
});

test('help is no run', () => expect(readOptions(['--help'], PEERS)).toBeUndefined());

test('fails on what it cannot do, naming the option', () => {
  expect(() => readOptions(['--rounds', '0'], PEERS)).toThrow(/--rounds 0: expected a number/);
  expect(() => readOptions(['--only', 'other'], PEERS)).toThrow(/no such peer, there are naive, uv-guide/);
  expect(() => readOptions(['--try', 'a'], PEERS)).toThrow(/NAME=FOLDER/);
  expect(() => readOptions(['--fast'], PEERS)).toThrow(/--fast/);
});
