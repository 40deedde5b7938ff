import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder, writeFiles } from './root-file-system';

const TOOL = path.resolve(__dirname, '../../tools/compile-standalone');

/** Takes the place of Nuitka: writes down what it was asked for, and makes the folder and the report that it makes. */
const NUITKA = `
import json, os, sys
words = sys.argv[1:]
given = dict(word[2:].split('=', 1) for word in words if word.startswith('--') and '=' in word)
folder = os.path.join(given['output-dir'], os.path.splitext(os.path.basename(words[-1]))[0] + '.dist')
os.makedirs(folder)
open(os.path.join(folder, given['output-filename']), 'w').close()
modules = ''.join(f'<module name="{name}"/>' for name in os.environ['COMPILED'].split())
open(given['report'], 'w').write(f'<nuitka-compilation-report>{modules}</nuitka-compilation-report>')
answer = {'words': words, 'main': open(words[-1]).read(), 'path': os.environ['PYTHONPATH'].split(':')}
json.dump(answer, open(os.environ['ANSWER'], 'w'))
`;

let folder: string;
let site: string;

/** Names for `python -m`, scripts and data of a distribution that is installed. */
function installed(name: string, scripts: Record<string, string>, files: Record<string, string>): void {
  const info = `${name}-1.0.dist-info`;
  const all = {
    ...files,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
    [`${info}/entry_points.txt`]: ['[console_scripts]', ...Object.entries(scripts).map(([script, target]) => `${script} = ${target}`), ''].join('\n'),
    [`${info}/RECORD`]: '',
  };
  writeFiles(site, { ...all, [`${info}/RECORD`]: Object.keys(all).map((file) => `${file},,\n`).join('') });
}

function compile(words: string[], compiled: string = 'shop shop.cli') {
  const answer = path.join(folder, 'answer.json');
  const output = path.join(folder, 'out', 'app');
  const { status, stderr } = spawnSync(path.join(folder, 'venv/bin/python'), [
    '-I', TOOL, '--nuitka', path.join(folder, 'nuitka'), '--output', output, '--name', 'shop.bin', ...words,
  ], { encoding: 'utf8', env: { PATH: process.env.PATH, ANSWER: answer, COMPILED: compiled } });
  const files = () => fs.readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => path.relative(output, path.join(entry.parentPath, entry.name))).sort();
  return { status, stderr, files, ...(status === 0 ? JSON.parse(fs.readFileSync(answer, 'utf8')) as { words: string[]; main: string; path: string[] } : { words: [], main: '', path: [] }) };
}

beforeEach(() => {
  folder = temporaryFolder();
  spawnSync('python3', ['-m', 'venv', '--without-pip', path.join(folder, 'venv')]);
  const lib = path.join(folder, 'venv/lib');
  site = path.join(lib, fs.readdirSync(lib)[0], 'site-packages');
  writeFiles(folder, { 'nuitka/nuitka/__main__.py': NUITKA });
  installed('shop', { shop: 'shop.cli:main', other: 'shop.cli:Other.run [extra]' }, {
    'shop/__init__.py': '', 'shop/cli.py': 'def main(): pass\n', 'shop/data/prices.csv': 'a\n', 'shop/py.typed': '',
  });
  installed('unused', {}, { 'unused/__init__.py': '', 'unused/big.dat': '' });
});

describe('what is compiled', () => {
  test('a console script, as the wrapper of an installer calls it', () => {
    const { main, words, path: searched } = compile(['--console-script', 'shop']);
    expect(main).toMatch(/^import sys\n(.|\n)*from shop\.cli import main\nsys\.exit\(main\(\)\)\n$/);
    expect(words.at(-1)).toMatch(/\/__main__\.py$/);
    expect(searched).toEqual([path.join(folder, 'nuitka')]);
    expect(compile(['--console-script', 'other']).main).toMatch(/from shop\.cli import Other\nsys\.exit\(Other\.run\(\)\)\n$/);
  });

  test('with arguments that it always gets, of which some name the port', () => {
    const { main, words } = compile(['--console-script', 'shop', '--include', 'main', '--word=--port', '--word=%PORT%', '--argument=$PORT', '--', '--lto=yes']);
    const shown = main.replace(/from shop.*\n.*\n$/, 'print(sys.argv[1:])\n');
    const run = (env: Record<string, string>) => spawnSync('python3', ['-c', shown, 'given'], { encoding: 'utf8', env: { PATH: process.env.PATH, ...env } }).stdout;
    expect(run({ PORT: '9000' })).toBe("['--port', '9000', '$PORT', 'given']\n");
    expect(run({})).toBe("['--port', '8000', '$PORT', 'given']\n");
    expect(words.slice(-3, -1)).toEqual(['--include-module=main', '--lto=yes']);
  });

  test('a script and a module that is in no package: the file itself', () => {
    writeFiles(folder, { 'app/worker.py': '' });
    const file = path.join(folder, 'app/worker.py');
    expect(compile(['--script', file]).words.at(-1)).toBe(file);
    const { words, path: searched } = compile(['--path', path.join(folder, 'app'), '--module', 'worker']);
    expect([words.at(-1), searched[0]]).toEqual([file, path.join(folder, 'app')]);
  });

  test('a module of a package: as __main__ of the package, with the lines where they were', () => {
    installed('deep', {}, {
      'deep/__init__.py': '', 'deep/low/__init__.py': 'NAME = 1\n', 'deep/low/run.py':
        '"""Doc."""\nfrom __future__ import annotations\n\nfrom . import NAME\nfrom .. import low as other\nfrom .run import x\nfrom ..low.run import (\n    y)\n',
      'deep/__main__.py': 'def f():\n    from .low import NAME\n',
    });
    const { main, words } = compile(['--module', 'deep.low.run']);
    expect(words).toContain('--include-module=deep.low');
    expect(main).toBe([
      '"""Doc."""', 'from __future__ import annotations', '', "__package__ = 'deep.low'; __import__(__package__)",
      'from deep.low import NAME', 'from deep import low as other', 'from deep.low.run import x', 'from deep.low.run import (', '    y)', '',
    ].join('\n'));
    expect(compile(['--module', 'deep']).main).toBe("__package__ = 'deep'; __import__(__package__)\ndef f():\n    from deep.low import NAME\n");
  });
});

describe('what is in the result', () => {
  test('metadata and data of the distributions of which something was compiled', () => {
    expect(compile(['--console-script', 'shop']).files()).toEqual(
      ['shop-1.0.dist-info/METADATA', 'shop-1.0.dist-info/entry_points.txt', 'shop.bin', 'shop/data/prices.csv', 'shop/py.typed']);
    expect(compile(['--console-script', 'shop'], 'shop shop.cli unused').files()).toContain('unused/big.dat');
  });

  test('the files of a project that is no package, as they lie and beside its modules', () => {
    writeFiles(folder, { 'app/main.py': '', 'app/rates.csv': '', 'app/src/jobs/query.sql': '', 'app/env/x.txt': '', 'app/env/pyvenv.cfg': '' });
    const app = path.join(folder, 'app');
    const { files } = compile(['--script', `${app}/main.py`, '--files', app, '--path', `${app}/src`], 'jobs');
    expect(files()).toEqual(['jobs/query.sql', 'rates.csv', 'shop.bin', 'src/jobs/query.sql']);
  });
});

test.each([
  ['--console-script=absent', /no console script 'absent' is installed; there are: other, shop/],
  ['--module=absent', /no module absent/],
  ['--module=unused', /no module unused\.__main__/],
])('fails for %s', (word, message) => {
  const { status, stderr } = compile([word]);
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
});
