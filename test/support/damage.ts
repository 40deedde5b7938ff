import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { garble, lead, Random, retype } from './mutations';

/** A file of a project, and what can be put in its place. */
interface Place {
  readonly file: string;
  readonly bytes: Buffer;
  readonly text: string;
  /** The folder of the project, and one beside it that is none of its business. */
  readonly source: string;
  readonly outside: string;
  readonly random: Random;
}

/** What a file can become, beside another text. */
const FORMS: Record<string, (place: Place) => void> = {
  'garbled twice': ({ file, text, random }) => fs.writeFileSync(file, garble(garble(text, random), random)),
  'other types': ({ file, text, random }) => fs.writeFileSync(file, retype(text, random)),
  'paths that lead away': ({ file, text, outside, random }) =>
    fs.writeFileSync(file, lead(text, [`${outside}/secret.txt`, '../outside/secret.txt', '../outside', '/etc/passwd', '../../../../etc', '.', '..'][random(7)], random)),
  'other encodings': ({ file, text, random }) => fs.writeFileSync(file, random(2) === 0 ? Buffer.from(text, 'latin1').fill(0xe9, 0, Math.min(3, text.length)) : Buffer.from(`\ufeff${text}`, 'utf16le')),
  'huge or deep': ({ file, text, random }) => fs.writeFileSync(file, [text.repeat(300), '['.repeat(20_000), '{"a":'.repeat(5000), `${text}\n${'('.repeat(9000)}`, `a: ${'{b: '.repeat(3000)}`][random(5)]),
  'one long line': ({ file, text, random }) => fs.writeFileSync(file, [' ', 'a', '-', '"', '\\', '${', ' a', 'a.'][random(8)].repeat(30_000) + text),
  'nothing but zeros': ({ file }) => fs.writeFileSync(file, Buffer.alloc(3000)),
  'bytes that are turned': ({ file, bytes, random }) => fs.writeFileSync(file, bytes.map((byte) => random(40) === 0 ? random(256) : byte)),
  'a link to a file outside': ({ file, outside }) => link(`${outside}/secret.txt`, file),
  'a link to a folder outside': ({ file, outside, random }) => link([outside, '/etc', '/', '..'][random(4)], file),
  'a link to itself': ({ file }) => link(path.basename(file), file),
  'a folder with a link to what is above': ({ file }) => {
    fs.rmSync(file);
    fs.mkdirSync(file);
    link('..', path.join(file, 'loop'));
  },
  'a pipe that nobody writes to': ({ file }) => {
    fs.rmSync(file);
    execFileSync('mkfifo', [file]);
  },
  'its folder is a link': ({ file, source, outside, random }) => {
    const folder = path.dirname(file);
    link([outside, '/etc', path.basename(folder), '..'][random(4)], folder === source ? file : folder);
  },
  'its folder is a file': ({ file, source }) => {
    const folder = path.dirname(file) === source ? file : path.dirname(file);
    fs.rmSync(folder, { recursive: true });
    fs.writeFileSync(folder, '');
  },
};

/** The names of them. A text that is garbled is the most of what people have, so it comes more often. */
export const DAMAGES = [...Object.keys(FORMS), 'garbled twice', 'garbled twice', 'other types', 'paths that lead away'];

/** Puts one of them in the place of a file, and returns what puts the file back. */
export function damage(form: string, source: string, name: string, outside: string, random: Random): () => void {
  const file = path.join(source, name);
  const bytes = fs.readFileSync(file);
  const top = path.join(source, name.split('/')[0]);
  const whole = path.join(outside, '..', 'whole');
  fs.rmSync(whole, { recursive: true, force: true });
  fs.cpSync(top, whole, { recursive: true, verbatimSymlinks: true });
  FORMS[form]({ file, bytes, text: bytes.toString('utf8'), source, outside, random });
  return () => {
    fs.rmSync(top, { recursive: true });
    fs.renameSync(whole, top);
  };
}

function link(target: string, file: string): void {
  fs.rmSync(file, { force: true, recursive: true });
  fs.symlinkSync(target, file);
}
