import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { SystemPackages } from '../../../src';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';

const BASE = { 'requirements.txt': 'idna\n', 'main.py': 'print("started")\n' };
const LINE = "SystemPackages.combine(SystemPackages.fromCatalogue(), SystemPackages.apt({ runtimePackages: ['jq', 'libmagic1t64'] }))";
const notes = (files: Record<string, string>, systemPackages?: SystemPackages) => {
  const app = testApp({ source: folderWith({ ...BASE, ...files }), ...systemPackages && { systemPackages } });
  return Annotations.fromStack(Stack.of(app)).findInfo('*', Match.stringLikeRegexp('does not have the packages of')).map(({ entry }) => JSON.stringify(entry.data));
};

test.each([
  ['Aptfile', '# tools\nlibmagic1t64\njq # to filter\n:repo:deb http://x.example ./\nhttps://x.example/a.deb\n'],
  ['packages.txt', 'jq\r\nlibmagic1t64\r\n'],
  ['apt.yml', '---\npackages:\n- libmagic1t64\n- jq\n'],
  ['nixpacks.toml', '[phases.setup]\naptPkgs = ["...", "libmagic1t64", "jq"]\n'],
  ['railpack.json', '{ "deploy": { "aptPackages": ["jq", "libmagic1t64", "..."] } }'],
])('the packages of %s are told with the line that adds them', (file, text) => {
  expect(notes({ [file]: text })).toEqual([expect.stringContaining(`the packages of ${file}; to add them, by their names in Debian: systemPackages: ${LINE}`)]);
});

test.each([
  ['RUN apt-get update && apt-get install -y --no-install-recommends gcc jq libmagic1t64=1:5.* libpq-dev curl && rm -rf /var/lib/apt/lists/*'],
  ['RUN apt-get -qq install -y jq g++ libmagic1t64; apt-get purge -y g++'],
  ['RUN apt install -y jq\nRUN apt-get install -y libmagic1t64 git $MORE make && apt-get remove -y make'],
])('those that the own Dockerfile installs, and its app runs with: %s', (lines) => {
  expect(notes({ Dockerfile: `FROM node AS web\nRUN apt-get install -y zlib1g chromium\nFROM python:3.13\n${lines}\nCMD ["python", "main.py"]\n` }))
    .toEqual([expect.stringContaining(`the packages of Dockerfile; to add them, by their names in Debian: systemPackages: ${LINE}`)]);
});

test('none that the catalogue has for the packages that are installed', () => {
  const Dockerfile = 'FROM python:3.13\nRUN apt-get install -y libpq5 poppler-utils libpoppler-cpp2 ffmpeg\n';
  expect(notes({ 'requirements.txt': 'psycopg2\npdf2image\npydub\n', Dockerfile })).toEqual([expect.stringContaining("runtimePackages: ['libpoppler-cpp2']")]);
});

test('nothing is told of a file without packages, or where the app names its own', () => {
  expect(notes({ Aptfile: '# none yet\n' })).toEqual([]);
  expect(notes({ Aptfile: 'jq\n' }, SystemPackages.fromCatalogue())).toEqual([]);
});
