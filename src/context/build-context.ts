import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { Dockerfile } from '../dockerfile';
import { SOURCE_FOLDER, TOOLS_FOLDER } from '../dockerfile/context-layout';
import { CodedError } from '../private/coded-error';
import { PythonProject } from '../python';
import { ContextFile, copiedFile, textFile } from './context-file';
import { toolFiles } from './tool-files';

/** The Dockerfile is sent beside the context, not in it, so a change of its text alone invalidates no COPY. */
const DOCKERIGNORE = ['Dockerfile', '.dockerignore', ''].join('\n');

/** 1980-01-01, the oldest time that a wheel (a zip file) can hold. Every staged file has it, so no clock reaches the image. */
export const SOURCE_DATE_EPOCH = 315532800;

/**
 * The folder that Docker builds from: the Dockerfile, the files of the source that one of its instructions reads (below `app/`)
 * and the programs that run in the build (below `tools/`). Nothing else: it is a list of what is allowed, not of what is left out.
 */
export class BuildContext {
  /** Chooses the files. Reads them for their digests, writes nothing. */
  public static plan(dockerfile: Dockerfile, project: PythonProject): BuildContext {
    const files = new Map<string, ContextFile>();
    const add = (file: ContextFile) => files.set(file.path, file);
    for (const contextPath of dockerfile.contextPaths) {
      const [folder, ...rest] = contextPath.split('/');
      if (folder === TOOLS_FOLDER) {
        toolFiles(rest.join('/')).forEach((tool) => add(copiedFile(`${TOOLS_FOLDER}/${tool.name}`, tool.path)));
      } else {
        for (const source of filesBelow(project, rest.join('/'))) {
          add(copiedFile(`${SOURCE_FOLDER}/${source}`, path.join(project.root, ...source.split('/'))));
        }
      }
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

  /** Writes the files into an empty folder. */
  public writeTo(folder: string): void {
    for (const file of this.files) {
      const target = path.join(folder, ...file.path.split('/'));
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, file.content());
      fs.chmodSync(target, file.executable ? 0o755 : 0o644);
      fs.utimesSync(target, SOURCE_DATE_EPOCH, SOURCE_DATE_EPOCH);
    }
  }
}

/** The files of the source that an instruction reads: those of the app for the whole source, else a file or what is below a folder. */
function filesBelow(project: PythonProject, source: string): string[] {
  if (source === '') {
    return project._applicationFiles();
  }
  switch (project._source.kindOf(source)) {
    case 'file':
      return [source];
    case 'folder':
      return project._filesBelow(source);
    case undefined:
      throw new CodedError('ContextFileNotFound', {
        what: 'an instruction reads a file that the source does not have',
        found: `no ${JSON.stringify(source)} in the source folder`,
        expected: 'a path relative to the source folder',
      });
  }
}
