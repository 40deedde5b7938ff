import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { BaseImage } from '../../src/dockerfile';
import { CodedError } from '../../src/private/coded-error';
import { Dependencies, PythonProject, SystemPackages } from '../../src/python';
import { compilePlan } from '../../src/python/compile-plan';
import { discoverEntrypoint } from '../../src/python/entrypoint-discovery';
import { markerEnvironment } from '../../src/python/install-target';
import { temporaryFolder } from '../support/folder';
import { targetOf } from '../support/install-target';

const FIXTURES = path.join(__dirname, 'fixtures');
const VARIANTS = 300;

/** A random number below `below`, the same in every run (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const NOISE = ['"', "'", '[', ']', '{', '}', '=', '\\', '\n', '\0', '\ud800', '#', '-r ', '-e ', '..', '/', ';', '@', '🐍', '\ufeff', '[[package]]\n', 'version = 2\n', '1', ' '];

/** Cuts, repeats, swaps or replaces a part of the text. */
function garble(text: string, random: (below: number) => number): string {
  const at = random(text.length + 1);
  const length = 1 + random(30);
  const lines = text.split('\n');
  switch (random(6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + NOISE[random(NOISE.length)] + text.slice(at);
    case 3:
      return text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length);
    case 4:
      lines.splice(random(lines.length), 1);
      return lines.join('\n');
    default:
      lines.splice(random(lines.length), 0, lines[random(lines.length)]);
      return lines.join('\n');
  }
}

function everything(folder: string): string {
  const project = PythonProject.fromFolder(folder);
  const target = targetOf(BaseImage.pythonSlim(project.choosePython().minor));
  const environment = markerEnvironment(target);
  const plan = Dependencies._default()._bind(project, environment);
  compilePlan(plan.packagesFor(environment), target, SystemPackages.fromCatalogue());
  const entrypoint = discoverEntrypoint(project, plan.packages);
  entrypoint._bind({ project, plan, environment, binFolder: '/app/.venv/bin', appFolder: '/app', shell: '/bin/sh' });
  return `${project._applicationFiles().length} files`;
}

test.each(fs.readdirSync(FIXTURES))('a damaged %s gives a plan or a coded error, nothing else', { timeout: 60_000 }, (name) => {
  const random = generator(20_261_121);
  const folder = temporaryFolder();
  fs.cpSync(path.join(FIXTURES, name), folder, { recursive: true });
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().filter((file) => /\.(toml|lock|txt|py)$/.test(file));
  const outcomes = new Set<string>();
  for (let variant = 0; variant < VARIANTS; variant++) {
    const file = path.join(folder, files[random(files.length)]);
    const original = fs.readFileSync(file);
    let text = original.toString('utf8');
    for (let times = 1 + random(3); times > 0; times--) {
      text = garble(text, random);
    }
    fs.writeFileSync(file, random(10) === 0 ? Buffer.from(text, 'latin1') : text);
    try {
      everything(folder);
      outcomes.add('plan');
    } catch (error) {
      expect(error, `variant ${variant}: ${text}`).toBeInstanceOf(CodedError);
      outcomes.add((error as CodedError).code);
    }
    fs.writeFileSync(file, original);
  }
  // Both must happen, or the damage is none.
  expect(outcomes).toContain('plan');
  expect(outcomes.size).toBeGreaterThan(2);
});
