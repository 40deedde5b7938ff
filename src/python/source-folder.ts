import * as fs from 'fs';
import * as path from 'path';
import { nearestNames } from './package-name';
import { CodedError } from '../private/coded-error';

/** What a path of the source is, links resolved. */
export interface SourceEntry {
  readonly name: string;
  /** Relative to the source, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** Reads below one folder and never leaves it: neither by `..`, nor by an absolute path, nor by a symbolic link. */
export class SourceFolder {
  /** Opens the folder. SourceNotFound, SourceNotFolder and SourceEmpty say what is there instead. */
  public static open(folder: string): SourceFolder {
    const root = path.resolve(folder);
    const stat = fs.statSync(root, { throwIfNoEntry: false });
    if (!stat) {
      const existing = nearestExisting(root);
      throw new CodedError('SourceNotFound', {
        what: `the source ${JSON.stringify(folder)} does not exist`,
        found: existing.found,
        expected: 'a folder with a Python project, relative to the working directory or absolute',
        ...(existing.suggestion !== undefined && { write: `source: ${JSON.stringify(suggest(folder, existing.suggestion))}` }),
      });
    }
    if (!stat.isDirectory()) {
      throw new CodedError('SourceNotFolder', {
        what: `the source ${JSON.stringify(folder)} is a file`,
        expected: 'the folder of a Python project',
        write: `source: ${JSON.stringify(path.dirname(folder))}`,
      });
    }
    const source = new SourceFolder(root, fs.realpathSync(root));
    if (source.list('').length === 0) {
      throw new CodedError('SourceEmpty', {
        what: `the source ${JSON.stringify(folder)} is empty`,
        expected: 'a Python project: a pyproject.toml, a requirements.txt or a script',
      });
    }
    return source;
  }

  private constructor(public readonly root: string, private readonly real: string) {}

  /** The path in its one spelling: `/`, no `.`; SourceEscapes when it is absolute or leads out. `declaredBy` is named in the message. */
  public normalize(relative: string, declaredBy: string): string {
    const normal = path.posix.normalize(relative).replace(/\/+$/, '');
    if (path.posix.isAbsolute(relative) || /^[A-Za-z]:[\\/]/.test(relative) || normal === '..' || normal.startsWith('../')
      || relative.includes('\0')) {
      throw new CodedError('SourceEscapes', {
        what: `${declaredBy} names ${JSON.stringify(relative)}, which is outside the source`,
        expected: 'a path inside the source folder',
        write: `a source folder that holds both, or a copy of ${JSON.stringify(path.posix.basename(relative))} inside`,
      });
    }
    return normal === '.' ? '' : normal;
  }

  /** What the path is; undefined when nothing is there or when it is neither a file nor a folder. */
  public kindOf(relative: string): 'file' | 'folder' | undefined {
    const real = this.resolve(relative);
    const stat = real === undefined ? undefined : this.guard(relative, () => fs.statSync(real, { throwIfNoEntry: false }));
    return stat?.isFile() ? 'file' : stat?.isDirectory() ? 'folder' : undefined;
  }

  public isFile(relative: string): boolean {
    return this.kindOf(relative) === 'file';
  }

  public isFolder(relative: string): boolean {
    return this.kindOf(relative) === 'folder';
  }

  /** The bytes of a file; undefined when there is none. */
  public readBytes(relative: string): Buffer | undefined {
    const real = this.resolve(relative);
    return real !== undefined && this.isFile(relative) ? this.guard(relative, () => fs.readFileSync(real)) : undefined;
  }

  /** The text of a UTF-8 file without its byte order mark; undefined when there is none. Bytes that are not UTF-8: SourceUnreadable. */
  public read(relative: string): string | undefined {
    const bytes = this.readBytes(relative);
    if (bytes === undefined) {
      return undefined;
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
      throw new CodedError('SourceUnreadable', {
        what: `${relative} is not UTF-8`,
        found: utf16 ? 'UTF-16, which PowerShell writes by ">"' : 'bytes of another encoding',
        expected: 'UTF-8',
        write: `the file anew as UTF-8${utf16 ? `: pip freeze | Out-File -Encoding utf8 ${relative}` : ''}`,
      });
    }
  }

  /** Like `read`, but also of a file in UTF-16 with its byte order mark, which PowerShell writes by `>`. */
  public readUnicode(relative: string): { readonly text: string; readonly utf16: boolean } | undefined {
    const bytes = this.readBytes(relative);
    const mark = bytes?.subarray(0, 2).toString('hex');
    if (bytes === undefined || (mark !== 'fffe' && mark !== 'feff')) {
      const text = this.read(relative);
      return text === undefined ? undefined : { text, utf16: false };
    }
    return { text: new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes), utf16: true };
  }

  /** The files and folders in a folder, sorted by name; links are what they lead to, dead links and special files are left out. */
  public list(relative: string): SourceEntry[] {
    return [...this.entries(relative)].filter((entry): entry is SourceEntry => entry.kind !== undefined);
  }

  /** All files below a folder, in order, which `skip` does not leave out. `skip` sees each file and folder, before a link is followed. */
  public walk(relative: string, skip: (path: string, kind: 'file' | 'folder' | 'link') => boolean): string[] {
    const files: string[] = [];
    const visit = (folder: string, above: string[]): void => {
      const real = this.resolve(folder);
      if (real === undefined) {
        return;
      }
      if (above.includes(real)) {
        throw new CodedError('SourceLoops', {
          what: `the symbolic link ${JSON.stringify(folder)} leads back to a folder above itself`,
          expected: 'links that end',
          write: `rm ${JSON.stringify(folder)}`,
        });
      }
      for (const entry of this.entries(folder, skip)) {
        if (entry.kind === 'file') {
          files.push(entry.path);
        } else if (entry.kind === 'folder') {
          visit(entry.path, [...above, real]);
        }
      }
    };
    visit(relative, []);
    return files;
  }

  private *entries(relative: string, skip?: (path: string, kind: 'file' | 'folder' | 'link') => boolean):
  Generator<Omit<SourceEntry, 'kind'> & { kind?: 'file' | 'folder' }> {
    const real = this.resolve(relative);
    const dirents = real === undefined ? [] : this.guard(relative, () => fs.readdirSync(real, { withFileTypes: true }));
    dirents.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
    for (const dirent of dirents) {
      const entryPath = relative === '' ? dirent.name : `${relative}/${dirent.name}`;
      const kind = dirent.isFile() ? 'file' : dirent.isDirectory() ? 'folder' : dirent.isSymbolicLink() ? 'link' : undefined;
      if (kind === undefined || skip?.(entryPath, kind)) {
        continue;
      }
      if (dirent.name.includes('\ufffd')) {
        throw new CodedError('SourceUnreadable', { what: `a file name in ${JSON.stringify(relative || '.')} is not UTF-8`, found: dirent.name });
      }
      const resolved = kind === 'link' && skip === undefined ? this.kindInside(entryPath) : kind === 'link' ? this.kindOf(entryPath) : kind;
      if (kind === 'link' && resolved !== undefined && skip?.(entryPath, resolved)) {
        continue;
      }
      yield { name: dirent.name, path: entryPath, kind: resolved };
    }
  }

  /** Like kindOf, but a link that leads out counts as nothing: a listing does not use it. */
  private kindInside(relative: string): 'file' | 'folder' | undefined {
    try {
      return this.kindOf(relative);
    } catch (error) {
      if (error instanceof CodedError && error.code === 'SourceEscapes') {
        return undefined;
      }
      throw error;
    }
  }

  /** The real path; undefined when nothing is there; SourceEscapes when a link on the way leads out. */
  private resolve(relative: string): string | undefined {
    const full = path.join(this.real, this.normalize(relative, 'the project'));
    let real: string;
    try {
      real = fs.realpathSync(full);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT') {
        this.refuseDeadLinkOutside(relative, full);
      }
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') {
        return undefined;
      }
      if (code === 'ELOOP') {
        throw new CodedError('SourceLoops', {
          what: `the symbolic link ${JSON.stringify(relative)} leads to itself`,
          expected: 'links that end',
          write: `rm ${JSON.stringify(relative)}`,
        });
      }
      throw this.unreadable(relative, error);
    }
    if (!this.holds(real)) {
      throw this.escape(relative, real);
    }
    return real;
  }

  private refuseDeadLinkOutside(relative: string, full: string): void {
    const stat = fs.lstatSync(full, { throwIfNoEntry: false });
    if (stat?.isSymbolicLink()) {
      const target = path.resolve(path.dirname(full), fs.readlinkSync(full));
      if (!this.holds(target)) {
        throw this.escape(relative, target);
      }
    }
  }

  private holds(real: string): boolean {
    return real === this.real || real.startsWith(this.real.endsWith(path.sep) ? this.real : this.real + path.sep);
  }

  private escape(relative: string, target: string): CodedError {
    return new CodedError('SourceEscapes', {
      what: `the symbolic link ${JSON.stringify(relative)} leads out of the source`,
      found: path.relative(this.real, target).split(path.sep).join('/'),
      expected: 'a link to a file inside the source folder, or the file itself',
    });
  }

  private guard<T>(relative: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw this.unreadable(relative, error);
    }
  }

  private unreadable(relative: string, error: unknown): CodedError {
    const code = (error as NodeJS.ErrnoException).code;
    return new CodedError('SourceUnreadable', {
      what: `${JSON.stringify(relative || '.')} cannot be read`,
      found: code === 'EACCES' || code === 'EPERM' ? 'no permission' : String(code ?? error),
    });
  }
}

function nearestExisting(root: string): { found: string; suggestion?: string } {
  let parent = path.dirname(root);
  let missing = path.basename(root);
  while (!fs.existsSync(parent)) {
    missing = path.basename(parent);
    parent = path.dirname(parent);
  }
  let folders: string[] = [];
  try {
    folders = fs.readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  } catch { /* the message does without names */ }
  const shown = folders.filter((name) => !name.startsWith('.')).slice(0, 8);
  const suggestion = nearestNames(missing, folders)[0];
  return {
    found: shown.length === 0 ? `no folder beside ${JSON.stringify(missing)}` : `beside it: ${shown.join(', ')}${folders.length > 8 ? ' …' : ''}`,
    ...(suggestion !== undefined && { suggestion: path.join(parent, suggestion, path.relative(path.join(parent, missing), root)) }),
  };
}

/** The suggestion written the way the user wrote the path: relative stays relative. */
function suggest(written: string, suggestion: string): string {
  return path.isAbsolute(written) ? suggestion : path.relative(process.cwd(), suggestion).split(path.sep).join('/');
}
