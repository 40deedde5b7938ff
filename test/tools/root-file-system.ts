import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { onTestFinished } from 'vitest';
import { elfFile, ElfFacts } from './elf-file';

const TOOL = path.resolve(__dirname, '../../tools/check-image');

/** What a tool said and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** The program that checks an image, as the build runs it; as another user where the tests run as root. */
export function checkImage(words: string[], options: { user?: number; environment?: Record<string, string> } = {}): Outcome {
  const uid = process.getuid?.() === 0 ? options.user : undefined;
  const { status, stdout, stderr } = spawnSync('python3', ['-I', TOOL, ...words], {
    encoding: 'utf8', uid, gid: uid, env: { PATH: process.env.PATH, ...options.environment },
  });
  return { code: status, output: stdout, errors: stderr };
}

/** A new folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'check-image-')));
  fs.chmodSync(folder, 0o755);
  onTestFinished(() => {
    fs.rmSync(folder, { recursive: true });
  });
  return folder;
}

/** Files by path; `->` in front makes a link. */
export type FileTree = Record<string, string | Buffer | ElfFacts>;

export function writeFiles(folder: string, files: FileTree): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (typeof content === 'string' && content.startsWith('->')) {
      fs.symlinkSync(content.slice(2), file);
    } else {
      fs.writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : elfFile(content));
    }
  }
}

/** Where Debian has its libraries on x86-64. */
export const LIB = 'usr/lib/x86_64-linux-gnu';
export const SITE = 'app/.venv/lib/python3.13/site-packages';

/** A Debian with nothing but its C library, merged /usr, suite and the given files. */
export function debian(files: FileTree, suite = 'trixie'): string {
  const root = temporaryFolder();
  writeFiles(root, {
    'etc/os-release': `ID=debian\nVERSION_CODENAME=${suite}\n`,
    'var/lib/dpkg/status': '',
    'lib': '->usr/lib',
    'lib64': '->/usr/lib64',
    'usr/lib64/ld-linux-x86-64.so.2': '->../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2',
    [`${LIB}/ld-linux-x86-64.so.2`]: { soname: 'ld-linux-x86-64.so.2' },
    [`${LIB}/libc.so.6`]: { soname: 'libc.so.6', needed: ['ld-linux-x86-64.so.2'], defines: ['libc.so.6', 'GLIBC_2.2.5', 'GLIBC_2.36'] },
    ...files,
  });
  return root;
}

/** The check of everything below `paths` of a root file system. */
export function checkLibraries(root: string, words: string[] = ['/app']): Outcome {
  return checkImage(['libraries', '--root', root, ...words]);
}
