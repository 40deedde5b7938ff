import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExample } from '../support/run-example';

const NO_ENGINE = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
const ROOT = path.join(__dirname, '..', '..');

/** A checkout with the example in it that has nothing to find. */
let checkout: string;

beforeAll(() => {
  checkout = fs.mkdtempSync(path.join(os.tmpdir(), 'example-'));
  fs.mkdirSync(path.join(checkout, 'examples', 'inventory'), { recursive: true });
  for (const name of ['src', 'test', 'tools', 'node_modules', 'package.json', 'tsconfig.json']) fs.symlinkSync(path.join(ROOT, name), path.join(checkout, name));
  for (const name of ['run.ts', 'main.ts', 'stack.ts']) {
    const file = path.join('examples', 'inventory', name);
    fs.copyFileSync(path.join(ROOT, file), path.join(checkout, file));
  }
});

afterAll(() => fs.rmSync(checkout, { recursive: true }));

test('without an engine it tells what was synthesized and how to get an engine', () => {
  fs.cpSync(path.join(ROOT, 'examples', 'inventory', 'src'), path.join(checkout, 'examples', 'inventory', 'src'), { recursive: true });
  for (const name of ['pyproject.toml', 'requirements.txt', 'README.md']) {
    fs.copyFileSync(path.join(ROOT, 'examples', 'inventory', name), path.join(checkout, 'examples', 'inventory', name));
  }
  const { exitCode, stdout, stderr } = runExample([], NO_ENGINE, checkout);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/^Synthesized Inventory\/Api\/Image in \d+\.\d s\n {2}asset {7}[0-9a-f]{64}: \d+ files, \d+\.\d kB\n/);
  expect(stdout).toContain('No Docker engine answers, so the image is not built. Get one: npm run engine.');
  const [, dockerfile] = /Dockerfile {2}(.*)/.exec(stdout)!;
  expect(fs.readFileSync(path.join(checkout, dockerfile), 'utf8')).toContain('FROM ');
});

test('fails with the message alone when the library finds a mistake', () => {
  fs.rmSync(path.join(checkout, 'examples', 'inventory', 'pyproject.toml'), { force: true });
  fs.rmSync(path.join(checkout, 'examples', 'inventory', 'src'), { recursive: true, force: true });
  const { exitCode, stderr } = runExample([], NO_ENGINE, checkout);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Inventory\/Api\/Runtime: no entry point was found$/m);
  expect(stderr).toMatch(/\(\w+\)\n$/);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('fails with the options that there are when another is given', () => {
  const { exitCode, stderr } = runExample(['--foo']);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Unknown option '--foo'[^]*--keep {3}leave the container running/);
});

test('--help synthesizes nothing', () => {
  const { exitCode, stdout } = runExample(['--help']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('--keep   leave the container running');
  expect(stdout).not.toContain('Synthesized');
});
