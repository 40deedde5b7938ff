import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { CodedError } from '../../src/private/coded-error';
import { temporaryFolder } from '../support/folder';
import { garble, generator, readEverything } from '../support/mutations';

const FIXTURES = path.join(__dirname, 'fixtures');
const VARIANTS = 300;

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
      readEverything(folder);
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
