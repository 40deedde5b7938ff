import * as fs from 'fs';
import * as path from 'path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CodedError } from '../../src/private/coded-error';
import { SourceFolder } from '../../src/python/source/source-folder';
import { SITUATIONS } from '../golden/situations';
import { damage, DAMAGES } from '../support/damage';
import { DAMAGED, DAMAGED_ALONE } from '../support/damaged-projects';
import { folderWith, writeFiles } from '../support/folder';
import { commit, git } from '../support/git-project';
import { generator, readEverything, synthesizeEverything } from '../support/mutations';
import { watchReading } from '../support/reading';
import { withoutHanging } from '../support/without-hanging';

/** `DAMAGED_SEED=7 DAMAGED_TIMES=4`: other damages, and four times as many. */
const SEED = Number(process.env.DAMAGED_SEED ?? 0);
const TIMES = Number(process.env.DAMAGED_TIMES ?? 1);
/** So many are read for each one that is synthesized as well. */
const WHOLE = 6;
const SECRET = 'not for any image';

/** Damages files of a project, one after the other, and returns what came of it. */
function damaged(name: string, project: Record<string, string>, variants: number): Set<string> {
  const random = generator(name.length * 7919 + name.charCodeAt(0) * 31 + name.charCodeAt(name.length - 1) + SEED);
  const around = folderWith({ 'outside/secret.txt': `${SECRET}\n`, 'source/-rf \n$(id)`"\'.txt': '', 'source/日本/ü.dat': '' });
  const [source, elsewhere] = [path.join(around, 'source'), path.join(around, 'outside')];
  writeFiles(source, project);
  if (name.endsWith('history')) {
    git(source, 'init', '--quiet');
    commit(source, 'first');
    git(source, 'tag', 'v1.2.0');
    git(source, 'tag', 'v1.1.0', '--message', 'annotated');
    commit(source, 'second');
  }
  if (name === 'packed history') {
    git(source, 'gc', '--quiet');
  }
  const files = fs.readdirSync(source, { recursive: true, encoding: 'utf8' }).sort()
    .filter((file) => fs.statSync(path.join(source, file)).isFile() && !/日本|-rf|hooks|\.sample|history\//.test(file));
  const outside = watchReading(source);
  const outcomes = new Set<string>();
  for (let variant = 0; variant < variants * TIMES; variant++) {
    // A file on its own is what the project is about.
    const file = name in project && random(3) > 0 ? name : files[random(files.length)];
    const form = DAMAGES[random(DAMAGES.length)];
    const what = `variant ${variant}, ${file}: ${form}`;
    const mend = damage(form, source, file, elsewhere, random);
    outside.length = 0;
    try {
      expect(withoutHanging(what, () => variant % WHOLE === 0 ? synthesizeEverything(source) : readEverything(source)), what).not.toContain(SECRET);
      outcomes.add('plan');
    } catch (error) {
      expect(error, what).toBeInstanceOf(CodedError);
      expect((error as Error).message).not.toContain(SECRET);
      outcomes.add((error as CodedError).code);
    }
    // A synthesis reads programs of the library and what it wrote itself, too.
    const foreign = variant % WHOLE === 0 ? outside.filter((one) => one.startsWith(`${fs.realpathSync(around)}${path.sep}`) || one.startsWith('/etc/')) : outside;
    expect(foreign, what).toEqual([]);
    mend();
  }
  return outcomes;
}

describe('gives a plan or a coded error, and nothing outside is read:', () => {
  test.each(Object.keys(DAMAGED))('a damaged project with %s', { timeout: 120_000 * TIMES }, (name) => {
    const outcomes = damaged(name, DAMAGED[name], 54);
    // Both must happen, or the damage is none.
    expect(outcomes.size).toBeGreaterThan(1);
    expect(synthesizeEverything(folderWith(DAMAGED[name]))).not.toContain(SECRET);
  });

  test.each(Object.keys(DAMAGED_ALONE))('a damaged %s', { timeout: 60_000 * TIMES }, (name) => {
    expect(damaged(name, DAMAGED_ALONE[name], 8).size).toBeGreaterThan(0);
  });

  test.each(Object.keys(SITUATIONS))('the situation %s, damaged', { timeout: 60_000 * TIMES }, (name) => {
    expect(damaged(name, SITUATIONS[name].files, 3).size).toBeGreaterThan(0);
  });
});

test('no file that is looked for by its name is left undamaged', { timeout: 120_000 }, () => {
  const spy = vi.spyOn(SourceFolder.prototype, 'kindOf');
  onTestFinished(() => spy.mockRestore());
  const projects = [...Object.values(DAMAGED), ...Object.values(DAMAGED_ALONE)];
  for (const files of projects) {
    try {
      synthesizeEverything(folderWith(files));
    } catch (error) {
      expect(error).toBeInstanceOf(CodedError);
    }
  }
  const known = new Set(projects.flatMap((files) => Object.keys(files)));
  // Names with an end or a capital are those of files, others those of modules and folders. Modules of Python are looked for under the names that other files say.
  const asked = new Set(spy.mock.calls.map(([file]) => file));
  const missing = [...asked].filter((file) => !file.endsWith('/pyvenv.cfg') && /^(?:\.\w+\/)?(?:\.?[\w-]+(?:\.\w+)+|\.[\w-]+|[A-Z]\w*)$/.test(file) && !/\.py(?:\.lock)?$/.test(file) && !known.has(file));
  expect(missing.sort()).toEqual([]);
});

test('what is read outside would be seen', () => {
  const folder = folderWith({ 'source/main.py': '', 'outside.txt': '' });
  const outside = watchReading(path.join(folder, 'source'));
  fs.readFileSync(path.join(folder, 'source/main.py'));
  expect(outside).toEqual([]);
  fs.readFileSync(path.join(folder, 'outside.txt'));
  expect(new Set(outside)).toEqual(new Set([fs.realpathSync(path.join(folder, 'outside.txt'))]));
});
