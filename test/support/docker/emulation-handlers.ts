import * as fs from 'fs';
import * as path from 'path';

const FOLDER = '/proc/sys/fs/binfmt_misc';
/** The head of an ELF file for aarch64, as the kernel writes it: e_machine, 183, is at byte 18. */
const MAGIC = /^magic 7f454c46[0-9a-f]{28}b700/m;

/** The programs that this machine's kernel would start to run a program for aarch64: none, unless someone registered one. */
export function aarch64Handlers(): string[] {
  const names = fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER).filter((name) => !['register', 'status'].includes(name)) : [];
  return names.filter((name) => MAGIC.test(fs.readFileSync(path.join(FOLDER, name), 'utf8')));
}
