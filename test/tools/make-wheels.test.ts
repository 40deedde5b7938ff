import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { folderWith, temporaryFolder } from '../support/folder';
import { writeWheels } from '../support/small-wheel';

const PYTHON = path.resolve(__dirname, '../../.tools/venv/bin/python');
const TOOL = path.resolve(__dirname, '../../tools/make-wheels');
/** pip starts slowly on a machine that builds, too; in milliseconds. */
const SLOW = 60_000;
/** The machine of the tests, and another one. */
const HERE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const OTHER = process.arch === 'arm64' ? 'x86_64' : 'aarch64';

function wheelsIn(...names: string[]): string {
  const folder = temporaryFolder();
  writeWheels(folder, ...names);
  return folder;
}

const hashOf = (folder: string, name: string) => `--hash=sha256:${createHash('sha256').update(fs.readFileSync(path.join(folder, name))).digest('hex')}`;
const OTHER_HASH = `--hash=sha256:${'0'.repeat(64)}`;

/** Runs the tool on requirements in files, with an index that is a folder. */
function make(files: Record<string, string>, words: string[], index: string = temporaryFolder(), machine: string = HERE) {
  const cwd = folderWith(files);
  const options = ['--platform', `manylinux_2_41_${machine}`, ...words, '--no-deps', '--no-index', '--find-links', index, '--disable-pip-version-check'];
  const { status, stdout, stderr } = spawnSync(PYTHON, [TOOL, ...options, '--wheel-dir', 'wheels', '--requirement', 'requirements.txt'], { cwd, encoding: 'utf8' });
  return { status, output: stdout + stderr, wheels: fs.readdirSync(path.join(cwd, 'wheels')).sort(), log: stdout.replaceAll(cwd, '') };
}

describe('takes from what was made before', { timeout: SLOW }, () => {
  const made = (line: (folder: string) => string, compiled: string[] = [], ...names: string[]) => {
    const folder = wheelsIn('demo-1.0-py3-none-any.whl', ...names);
    const { status, output, wheels } = make({ 'requirements.txt': `${line(folder)}\n` }, ['--inherit', folder, ...compiled.flatMap((name) => ['--compiled', name])]);
    return { status, wheels, output: output.replaceAll(folder, '/made') };
  };
  const taken = (why: string) => ({
    status: 0, wheels: ['demo-1.0-py3-none-any.whl'], output: expect.stringContaining(`make-wheels: /made/demo-1.0-py3-none-any.whl is taken: ${why}\n`) as string,
  });

  test('a wheel with a hash of the lock', () => {
    expect(made((folder) => `Demo==1.0 \\\n    ${OTHER_HASH} \\\n    ${hashOf(folder, 'demo-1.0-py3-none-any.whl')}`)).toEqual(taken('its hash is in the lock'));
  });

  test('a wheel of a package that would be compiled, which has no hash that a lock could know', () => {
    expect(made(() => `demo==1.0 ${OTHER_HASH}`, ['demo'])).toEqual(taken('it was compiled there'));
  });

  test('a wheel of the version where nothing has hashes', () => {
    expect(made(() => 'demo==1.0  # why')).toEqual(taken('the lock has no hashes'));
  });

  test.each([
    ['hash', `demo==1.0 ${OTHER_HASH}`, []],
    ['version', 'demo==1.1', ['demo']],
    ['version that is not pinned', 'demo>=1.0', ['demo']],
    ['machine', 'fast==1.0', ['fast']],
  ])('nothing of another %s', (_what, line, compiled) => {
    expect(made(() => line, compiled, `fast-1.0-cp39-abi3-linux_${OTHER}.whl`)).toEqual({
      status: 1, wheels: [], output: expect.stringMatching(/0 inherited, 1 left to pip[^]*No matching distribution found/) as string,
    });
  });

  test('what markers leave out is not looked for', () => {
    expect(made(() => `demo==1.0\nfast==1.0 ; platform_machine == "${OTHER}"`)).toMatchObject({ status: 0, wheels: ['demo-1.0-py3-none-any.whl'] });
  });
});

test('pip makes the rest, also of files that are included', { timeout: SLOW }, () => {
  const [made, index] = [wheelsIn('demo-1.0-py3-none-any.whl', 'more-1.0-py3-none-any.whl'), wheelsIn('rest-1.0-py3-none-any.whl', 'demo-1.0-py3-none-any.whl')];
  const files = { 'requirements.txt': '-r lists/base.txt\nmore==1.0\n', 'lists/base.txt': 'demo==1.0\nrest==1.0\n' };
  const { status, wheels, log } = make(files, ['--inherit', made], index);
  expect({ status, wheels }).toEqual({ status: 0, wheels: ['demo-1.0-py3-none-any.whl', 'more-1.0-py3-none-any.whl', 'rest-1.0-py3-none-any.whl'] });
  expect(log).toContain('2 inherited, 1 left to pip');
  expect(log).not.toMatch(/Processing .*(demo|more)/);
});

describe('for another machine', { timeout: SLOW }, () => {
  const names = [`fast-1.0-py3-none-manylinux_2_17_${OTHER}.manylinux2014_${OTHER}.whl`, `fast-1.0-py3-none-manylinux_2_17_${HERE}.whl`, 'pure-1.0-py3-none-any.whl'];

  test('takes the wheels of that machine, and reads markers as there', () => {
    const requirements = `fast==1.0 ; platform_machine == "${OTHER}"\npure==1.0 ; platform_machine != "${HERE}"\nnone==1.0 ; platform_machine == "${HERE}"\n`;
    expect(make({ 'requirements.txt': requirements }, [], wheelsIn(...names), OTHER)).toMatchObject({ status: 0, wheels: [names[0], names[2]] });
  });

  test('takes only what its platform is new enough for', () => {
    const index = wheelsIn(`fast-1.0-py3-none-manylinux_2_42_${OTHER}.whl`);
    expect(make({ 'requirements.txt': 'fast==1.0\n' }, [], index, OTHER).status).toBe(1);
  });

  test('compiles nothing, and says what helps', () => {
    const index = folderWith({ 'fast-1.0.tar.gz': 'never opened' });
    const { status, output } = make({ 'requirements.txt': 'fast==1.0\n' }, [], index, OTHER);
    expect({ status, output }).toMatchObject({ status: 1, output: expect.stringContaining(`not every package has a wheel for ${OTHER}`) as string });
  });
});

test('fails for a platform that it does not know', () => {
  const { status, stderr } = spawnSync(PYTHON, [TOOL, '--platform', 'win_amd64', '--wheel-dir', 'w', '--requirement', 'r'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'make-wheels: win_amd64 is not such as manylinux_2_41_aarch64 or musllinux_1_2_aarch64\n' });
});
