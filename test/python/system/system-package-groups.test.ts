import * as fs from 'fs';
import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { SystemPackageGroup, SystemPackages } from '../../../src';
import { BaseImage } from '../../../src/dockerfile';
import { LockedPackage } from '../../../src/python/locks/locked-package';
import { compilePlan } from '../../../src/python/system/compile-plan';
import { coded } from '../../support/coded';
import { targetOf } from '../../support/install-target';
import { readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const FILE = path.join(__dirname, '../../../src/python/system/system-package-groups.json');
const data = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Record<string, { why: string; covers: string[]; debian: Record<string, Record<string, string[]>> }>;
const GRAPHICS = SystemPackages.group(SystemPackageGroup.GRAPHICS);

test('every group has its data', () => {
  expect(Object.keys(data)).toEqual(Object.values(SystemPackageGroup));
});

describe.each(Object.entries(data))('%s', (_name, { why, debian }) => {
  test('says why, and what is built with and run with, for the same suites', () => {
    expect(why).toMatch(/^[a-z].*[^.]$/);
    expect(Object.keys(debian)).toEqual(['trixie', 'bookworm']);
    for (const { build, runtime, ...others } of Object.values(debian)) {
      expect(others).toEqual({});
      expect(build.slice(0, 2)).toEqual(['gcc', 'libc6-dev']);
      for (const list of [build, runtime]) {
        expect(list.filter((one) => !/^[a-z0-9][a-z0-9+.-]+$/.test(one))).toEqual([]);
        expect(new Set(list).size).toBe(list.length);
      }
      expect(runtime.filter((one) => one.endsWith('-dev'))).toEqual([]);
    }
  });
});

test('goes into the builder and into the image, whose loader finds the libraries by their names', () => {
  const stages = readStages(scriptApp(pinned('idna'), { systemPackages: SystemPackages.combine(SystemPackages.fromCatalogue(), GRAPHICS) }).runtime);
  expect(stages['builder-toolchain'].runs[0].commands.at(-1)).toMatch(/^apt-get install .* libfreetype-dev .* libwebp-dev /);
  expect(stages['runtime-system'].runs[0].commands[0]).toMatch(/^sh \/tools\/unpack-packages --root \/out libfreetype6 libfribidi0 .* libxcb1$/);
});

test('compiles what it is for, and nothing else', () => {
  const compiled = (name: string): LockedPackage => ({ name, version: '1.0', extras: [], source: 'index', wheels: [], noBinary: false });
  const builder = (...names: string[]) => compilePlan(names.map(compiled), targetOf(BaseImage.pythonSlim('3.13')), GRAPHICS).builder;
  expect([builder('pillow'), builder('pillow', 'unheard-of')]).toEqual(['slim', 'full']);
});

test('fails for a base image of another distribution', () => {
  const alpine = BaseImage.of({ reference: 'mine:1', distribution: 'alpine' });
  expect(() => GRAPHICS._resolve([], [], targetOf(alpine))).toThrow(coded('SystemPackageUnknown', /the group graphics is not known for alpine\n +found: +debian: trixie, bookworm/));
});
