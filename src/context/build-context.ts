import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { ContextFile, copiedFile, textFile } from './context-file';

import { toolFiles } from './tool-files';
import { Dockerfile } from '../dockerfile';
import { SOURCE_FOLDER, TOOLS_FOLDER } from '../dockerfile/context-layout';
import { PartFile } from '../dockerfile/context-part';
import { CodedError } from '../private/coded-error';
import { nearestNames } from '../private/nearest-names';
import { besideIt } from '../private/shortened';
import { SOURCE_DATE_EPOCH } from '../private/source-date-epoch';
import { PythonProject } from '../python';
import { withoutIgnored } from '../python/source/ignored-files';

/** The Dockerfile is sent beside the context, not in it, so a change of its text alone invalidates no COPY. */
const DOCKERIGNORE = ['Dockerfile', '.dockerignore', ''].join('\n');

/**
 * The folder that Docker builds from: the Dockerfile, the files of the app (`app/`), the files that single instructions name (`files/`),
 * the projects that the app is installed with (`members/`), what the library wrote for an installer (`written/`) and the programs that run in the build (`tools/`); for stages of another app the same below `apps/` and its name. Nothing else:
 * it is a list of what is allowed, not of what is left out.
 */
export class BuildContext {
  /** Chooses the files: of each app whose stages are in the Dockerfile, what they read. Reads them for their digests, writes nothing. */
  public static plan(dockerfile: Dockerfile): BuildContext {
    const files = new Map<string, ContextFile>();
    const add = (file: ContextFile) => files.set(file.path, file);
    for (const { owner, path: read, contextPath, part } of dockerfile._contextReads) {
      if (part !== undefined) {
        part.files().forEach((file) => add(partFile(contextPath, file)));
        continue;
      }
      const [kind, ...rest] = read.split('/');
      const name = rest.join('/');
      if (kind === TOOLS_FOLDER) {
        toolFiles(name).forEach((tool) => add(copiedFile(`${TOOLS_FOLDER}/${tool.name}`, tool.path)));
        continue;
      }
      const project = PythonProject.of(owner);
      const folder = name === '' ? contextPath : contextPath.slice(0, -name.length - 1);
      const sources = kind === SOURCE_FOLDER ? withoutIgnored(project, project._applicationFiles()) : filesOf(project, name);
      sources.forEach((source) => add(copiedFile(`${folder}/${source}`, path.join(project.root, ...source.split('/')))));
    }
    const text = dockerfile.render();
    add(textFile('Dockerfile', text));
    add(textFile('.dockerignore', DOCKERIGNORE));
    return new BuildContext(text, [...files.values()].sort((a, b) => a.path < b.path ? -1 : 1));
  }

  private constructor(
    /** The text of the Dockerfile. */
    public readonly dockerfile: string,
    /** The files, sorted by path. */
    public readonly files: ContextFile[],
  ) {}

  /**
   * SHA-256 over the paths, contents and executable bits, and over nothing else: no time, owner, machine, absolute path or order on disk.
   * The platform and everything that is built is said by the Dockerfile, which is one of the files.
   */
  public get hash(): string {
    const hash = createHash('sha256');
    for (const file of this.files) {
      hash.update(`${JSON.stringify(file.path)} ${file.executable ? 'x' : '-'} ${file.digest}\n`);
    }
    return hash.digest('hex');
  }

  /** Writes the files into a new folder: the same modes and times on every machine, whatever its umask. */
  public writeTo(folder: string): void {
    for (const file of this.files) {
      const target = path.join(folder, ...file.path.split('/'));
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, file.content());
      settle(target, file.executable ? 0o755 : 0o644);
    }
    for (const inside of this.folders) {
      settle(path.join(folder, inside), 0o755);
    }
  }

  /** Whether a folder holds exactly these files. */
  public isWrittenTo(folder: string): boolean {
    if (!fs.existsSync(folder)) {
      return false;
    }
    const there = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
    return there.length === this.files.length && this.files.every((file) => {
      const written = path.join(folder, ...file.path.split('/'));
      const found = fs.statSync(written, { throwIfNoEntry: false })?.isFile() ? copiedFile(file.path, written) : undefined;
      return found?.digest === file.digest && found.executable === file.executable;
    });
  }

  /** All folders, the deepest first, since the time of a folder is that of the last change in it. */
  private get folders(): string[] {
    const folders = new Set(['.']);
    for (const file of this.files) {
      for (let at = path.posix.dirname(file.path); at !== '.'; at = path.posix.dirname(at)) {
        folders.add(at);
      }
    }
    return [...folders].sort((a, b) => b.length - a.length);
  }
}

function partFile(folder: string, { path: below, from, text }: PartFile): ContextFile {
  const place = below === '' ? folder : `${folder}/${below}`;
  return from === undefined ? textFile(place, text ?? '') : copiedFile(place, from);
}

function settle(target: string, mode: number): void {
  fs.chmodSync(target, mode);
  fs.utimesSync(target, SOURCE_DATE_EPOCH, SOURCE_DATE_EPOCH);
}

/** What an instruction names: a file, or everything below a folder. */
function filesOf(project: PythonProject, source: string): string[] {
  switch (project._source.kindOf(source)) {
    case 'file':
      return [source];
    case 'folder':
      return project._everythingBelow(source);
    case undefined:
      throw missing(project, source);
  }
}

function missing({ _source: source }: PythonProject, file: string): CodedError {
  const folder = path.posix.dirname(file);
  const beside = source.list(folder === '.' ? '' : folder).map((entry) => entry.path);
  const near = nearestNames(file, beside)[0];
  return new CodedError('ContextFileNotFound', {
    what: `an instruction reads ${JSON.stringify(file)}, which the source does not have`,
    found: besideIt(beside),
    expected: 'a path relative to the source folder',
    write: near === undefined ? "sources: ['PATH'], or the file" : `sources: ['${near}']`,
  });
}
