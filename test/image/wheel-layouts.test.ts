import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { folderWith } from '../support/folder';
import { LAYOUTS } from '../support/layouts';
import { uv } from '../support/uv';

/** The modules of a wheel, each with the file that its text names. */
const READ = [
  'import json, sys, zipfile', 'wheel = zipfile.ZipFile(sys.argv[1])',
  'print(json.dumps({name: wheel.read(name).decode().strip().strip(\'"\') for name in wheel.namelist() if name.endswith(".py")}))',
].join('\n');

test.each(Object.entries(LAYOUTS))('%s: its back end makes that wheel', (_, { files, wheel }) => {
  // Beside the project: a back end may take a folder in it for a package.
  const [folder, made] = [folderWith(files), folderWith({})];
  uv(folder, 'build', '--wheel', '--out-dir', made);
  const [file] = fs.readdirSync(made).filter((name) => name.endsWith('.whl'));
  expect(JSON.parse(execFileSync('python3', ['-I', '-c', READ, path.join(made, file)], { encoding: 'utf8' }))).toEqual(wheel);
});
