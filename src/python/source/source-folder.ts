import * as fs from 'fs';
import * as path from 'path';
import { noSource, sourceIsEmpty, sourceIsFile } from './no-source';
import { commonFolder, endless, isBelow, leadsOut, outside, outsideWorkspace, repositoryOf, spelled, statOf, unreadable } from './source-paths';
import { CodedError } from '../../private/coded-error';
import { unlessRefused } from '../../private/unless-refused';

/** What a path of the source is, links resolved. */
export interface SourceEntry {
  readonly name: string;
  /** Relative to the source, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/**
 * Reads below one folder and never leaves it: neither by `..`, nor by an absolute path, nor by a symbolic link.
 * A workspace is a folder above: links may lead to what lies in it, and `place` takes paths to it. Without one, `place` takes paths
 * that stay in the git repository of the folder: a project that says `../common` in its own files means it.
 */
export class SourceFolder {
  /** Opens the folder, which messages call as it was `written`. SourceNotFound, SourceNotFolder and SourceEmpty say what is there instead. */
  public static open(folder: string, workspace?: string, written: string = folder): SourceFolder {
    const root = path.resolve(folder);
    // An empty text is a variable that somebody forgot, not the working directory.
    const stat = folder.trim() === '' ? undefined : statOf(root, written);
    if (!stat) {
      throw noSource(written, root);
    }
    if (!stat.isDirectory()) {
      throw sourceIsFile(written, stat.size);
    }
    const source = new SourceFolder(root, fs.realpathSync(root), written).within(workspace);
    if (source.list('').length === 0) {
      throw sourceIsEmpty(written);
    }
    return source;
  }

  private constructor(
    public readonly root: string, private readonly real: string, private readonly written: string, private readonly workspace?: string,
  ) {}

  /** The same folder with a workspace around it. */
  public within(workspace: string | undefined): SourceFolder {
    if (workspace === undefined) {
      return this;
    }
    const above = path.resolve(workspace);
    const bound = statOf(above, workspace)?.isDirectory() ? fs.realpathSync(above) : undefined;
    if (bound === undefined || !isBelow(bound, this.real)) {
      throw new CodedError('SourceEscapes', {
        what: `the workspace ${JSON.stringify(workspace)} ${bound === undefined ? 'is no folder' : 'is not above the source'}`,
        found: bound ?? 'no folder',
        expected: `a folder that holds ${JSON.stringify(this.written)}`,
        write: `workspace: ${JSON.stringify(path.join(this.written, '..'))}`,
      });
    }
    return new SourceFolder(this.root, this.real, this.written, bound);
  }

  /** The path in its one spelling: `/`, no `.`; SourceEscapes when it is absolute or leads out. `declaredBy` is named in the message. */
  public normalize(relative: string, declaredBy: string): string {
    const normal = spelled(relative);
    if (normal === undefined || leadsOut(normal)) {
      throw outside(relative, declaredBy, `a source folder that holds both, or a copy of ${JSON.stringify(path.posix.basename(relative))} inside`);
    }
    return normal;
  }

  /**
   * Like normalize, for a path to another project or to a file for an installer that the project names: it may lead out as far as the
   * workspace, or without one, the git repository, reaches. SourceEscapes says what to write.
   */
  public place(relative: string, declaredBy: string): string {
    const normal = spelled(relative);
    if (normal === undefined || !leadsOut(normal)) {
      return this.normalize(relative, declaredBy);
    }
    const full = path.resolve(this.real, normal);
    const bound = this.workspace ?? repositoryOf(this.real);
    if (bound === undefined || !isBelow(bound, full)) {
      throw outsideWorkspace(normal, declaredBy, full, this.written);
    }
    return path.relative(this.real, full).split(path.sep).join('/');
  }

  /** Another folder, which `place` gave, with the same workspace around it; one inside may reach as far as this folder. */
  public open(place: string): SourceFolder {
    const folder = this.absolute(place);
    const bound = [this.workspace, this.real].find((around) => around !== undefined && isBelow(around, folder));
    return SourceFolder.open(folder, bound, this.spelledAs(place));
  }

  /** A path of the source as the user would write it from where the source is written. */
  public spelledAs(place: string): string {
    return path.join(this.written, place).split(path.sep).join('/');
  }

  /** The source, relative to a folder that `place` gave: `services/api` from `../..`; the empty text from itself. */
  public from(place: string): string {
    return path.relative(path.join(this.real, place), this.real).split(path.sep).join('/');
  }

  /** The absolute path of a path that `place` gave. */
  public absolute(relative: string): string {
    return path.join(this.real, ...relative.split('/'));
  }

  /** The path of a file in a folder, which is absolute, relative to the source. */
  public to(folder: string, file: string): string {
    return path.relative(this.real, path.join(fs.realpathSync(folder), file)).split(path.sep).join('/');
  }

  /** Where a file lies, links resolved: with `../` where that is not in the source. */
  public linked(relative: string): string {
    return path.relative(this.real, this.resolve(relative) ?? this.absolute(relative)).split(path.sep).join('/');
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
        const link = this.nearestLink(folder);
        throw endless(link, 'back to a folder above itself', `a link to ${JSON.stringify(fs.readlinkSync(path.join(this.real, link)))}`);
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

  /** The folder, or the nearest one around it that is a link: what a link leads to has folders of its own. */
  private nearestLink(folder: string): string {
    return fs.lstatSync(path.join(this.real, folder)).isSymbolicLink() ? folder : this.nearestLink(path.posix.dirname(folder));
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
        throw new CodedError('SourceUnreadable', { what: `a file name in ${JSON.stringify(relative || '.')} is not UTF-8`, found: dirent.name, expected: 'UTF-8', write: 'another name for the file' });
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
    return unlessRefused(() => this.kindOf(relative), () => undefined, ['SourceEscapes']);
  }

  /** The real path; undefined when nothing is there; SourceEscapes when a link on the way leads out. */
  private resolve(relative: string): string | undefined {
    const full = path.join(this.real, this.place(relative, 'the project'));
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
        throw endless(relative, 'to itself', 'a link in a circle of links');
      }
      throw unreadable(relative, error);
    }
    if (!this.holds(relative, real)) {
      throw this.escape(relative, real);
    }
    return real;
  }

  private refuseDeadLinkOutside(relative: string, full: string): void {
    const stat = fs.lstatSync(full, { throwIfNoEntry: false });
    if (stat?.isSymbolicLink()) {
      const target = path.resolve(path.dirname(full), fs.readlinkSync(full));
      if (!this.holds(relative, target)) {
        throw this.escape(relative, target);
      }
    }
  }

  private holds(relative: string, real: string): boolean {
    return isBelow(this.workspace ?? (leadsOut(relative) ? repositoryOf(this.real) : undefined) ?? this.real, real);
  }

  private escape(relative: string, target: string): CodedError {
    return new CodedError('SourceEscapes', {
      what: `the symbolic link ${JSON.stringify(relative)} leads out of the source`,
      found: path.relative(this.real, target).split(path.sep).join('/'),
      expected: 'a link to a file inside the source folder, the file itself, or a workspace that holds both',
      write: `workspace: ${JSON.stringify(path.join(this.written, path.relative(this.real, commonFolder(this.real, target))))}`,
    });
  }

  private guard<T>(relative: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw unreadable(relative, error);
    }
  }
}
