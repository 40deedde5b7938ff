import { App } from 'aws-cdk-lib';
import { expect } from 'vitest';
import { testApp } from './app';
import { targetOf } from './install-target';
import { BaseImage } from '../../src/dockerfile';
import { Dependencies, PythonProject, SystemPackages } from '../../src/python';
import { markerEnvironment } from '../../src/python/dependencies/install-target';
import { discoverEntrypoint } from '../../src/python/entrypoints/entrypoint-discovery';
import { compilePlan } from '../../src/python/system/compile-plan';
import { dynamicVersion } from '../../src/python/versions/dynamic-version';

/** Random numbers below a limit. */
export type Random = (below: number) => number;

/** A random number below `below`, the same in every run (mulberry32). */
export function generator(seed: number): Random {
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
export function garble(text: string, random: Random): string {
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

const OTHER_TYPES = ['1', '-1e999', 'true', 'null', '[]', '{}', '""', '"\\u0000"', '[[[]]]', '{a = {b = {c = 1}}}', '1979-05-27T07:32:00Z', '"🐍"'];

/** Puts a value of another type where a text is. */
export function retype(text: string, random: Random): string {
  const values = [...text.matchAll(/"[^"\n]*"|'[^'\n]*'|\b\d+(?:\.\d+)*\b/g)];
  const value = values[random(Math.max(1, values.length))];
  return value === undefined ? OTHER_TYPES[random(OTHER_TYPES.length)]
    : text.slice(0, value.index) + OTHER_TYPES[random(OTHER_TYPES.length)] + text.slice(value.index + value[0].length);
}

/** Puts a path where a text is. */
export function lead(text: string, path: string, random: Random): string {
  const values = [...text.matchAll(/[\w.][\w./-]*/g)];
  const value = values[random(Math.max(1, values.length))];
  return value === undefined ? path : text.slice(0, value.index) + path + text.slice(value.index + value[0].length);
}

/** What its user gets of a project: the Dockerfile, the files of the context, the explanation, and an assembly that is written. */
export function synthesizeEverything(folder: string): string {
  const app = testApp({ source: folder });
  const { dockerfile, contextFiles } = app.image;
  const decisions = app.explain();
  expect(decisions.filter((decision) => /undefined|\[object/.test(JSON.stringify(Object.values(decision))))).toEqual([]);
  (app.node.root as App).synth();
  return JSON.stringify([dockerfile, contextFiles, decisions]);
}

/** Everything that synthesis reads of a project. */
export function readEverything(folder: string): string {
  const project = PythonProject.fromFolder(folder);
  const target = targetOf(BaseImage.pythonSlim(project.choosePython().minor));
  const environment = markerEnvironment(target);
  const plan = Dependencies._default()._bind(project, environment);
  project._choosePython(undefined, plan.pythonRules);
  compilePlan(plan.packagesFor(environment), target, SystemPackages.fromCatalogue());
  const version = dynamicVersion(project);
  const entrypoint = discoverEntrypoint(project, plan.packages);
  entrypoint._bind({ project, plan, environment, binFolder: '/app/.venv/bin', appFolder: '/app', shell: '/bin/sh' });
  return JSON.stringify([project._applicationFiles(), plan.packages, version, entrypoint._written]);
}
