import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { installWheel, pythonEnvironment } from './python-client';
import { pagePrograms } from '../support/docs/page-program';
import { codeBlocks } from '../support/docs/pages';
import { enterPagesFolder } from '../support/docs/pages-folder';
import { runProgram } from '../support/docs/run-program';

/** The whole programs of the README: those that synthesize. */
const whole = codeBlocks('README.md').filter(({ lines }) => lines.some((line) => /^\s*app\.synth\(\);?$/.test(line)));

test('the first stack of the README is the same in Python as in TypeScript', async () => {
  const folder = enterPagesFolder();
  const blocks = whole.filter(({ language }) => language === 'ts');
  const python = whole.filter(({ language }) => language === 'python');
  expect([blocks, python].map(({ length }) => length)).toEqual([1, 1]);

  let n = 0;
  const outdir = () => path.join(folder, `typescript-${n++}.out`);
  expect(await runProgram(pagePrograms('README.md', blocks, [])[0], blocks, outdir)).toEqual([]);
  const assembly = Array.from({ length: n }, (_, at) => path.join(folder, `typescript-${at}.out`)).find((one) => fs.existsSync(path.join(one, 'Shop.template.json')))!;

  fs.writeFileSync(path.join(folder, 'app.py'), `${python[0].lines.join('\n')}\n`);
  const fromPython = path.join(folder, 'python.out');
  execFileSync(installWheel(folder), ['app.py'], { cwd: folder, env: { ...pythonEnvironment(), CDK_OUTDIR: fromPython }, stdio: 'pipe' });

  const resources = (one: string) => (JSON.parse(fs.readFileSync(path.join(one, 'Shop.template.json'), 'utf8')) as { Resources: object }).Resources;
  expect(resources(fromPython)).toEqual(resources(assembly));
  expect(fs.readdirSync(fromPython).filter((name) => name.startsWith('asset.'))).toEqual(fs.readdirSync(assembly).filter((name) => name.startsWith('asset.')));
}, 600_000);
