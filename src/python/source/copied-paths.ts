import * as path from 'path';
import { assignedIn, substituted } from './dockerfile-variables';
import { hint } from './hint-file';
import type { OwnDockerfile } from './own-dockerfile';
import type { SourceFolder } from './source-folder';

interface Copied {
  readonly from: string[];
  /** Absolute, in the image. */
  readonly to: string;
}

/** Which paths of the source an image of the project's own Dockerfile has where, as far as COPY and WORKDIR say it. Source: Docker, "Dockerfile reference". */
export class CopiedPaths {
  /** Where its container starts, absolute. */
  public readonly workdir: string;
  /** The variables that it sets. */
  public readonly environment: ReadonlyMap<string, string>;
  private readonly copied: Copied[] = [];

  constructor(private readonly source: SourceFolder, instructions: OwnDockerfile['instructions']) {
    const values = new Map<string, string>();
    const environment = new Map<string, string>();
    let workdir = '/';
    for (const { keyword, rest } of instructions) {
      for (const [name, value] of assignedIn(keyword, rest)) {
        values.set(name, substituted(value, values));
        if (keyword === 'ENV') {
          environment.set(name, values.get(name) ?? '');
        }
      }
      if (keyword === 'WORKDIR') {
        workdir = path.posix.resolve(workdir, plain(substituted(rest, values)));
      } else if ((keyword === 'COPY' || keyword === 'ADD') && !/(?:^|\s)--from=/.test(rest)) {
        const words = wordsOf(substituted(rest.replace(/^(?:--\S+\s+)+/, ''), values));
        const to = words.pop() ?? '';
        this.copied.unshift({ from: words.map((word) => path.posix.normalize(`./${plain(word)}`).replace(/^\.$|\/+$/g, '')), to: path.posix.resolve(workdir, to) });
      }
    }
    this.workdir = workdir;
    this.environment = environment;
  }

  /** The file of the source that the container has at a path, or that the end of the path names; undefined when there is none. */
  public fileAt(word: string): string | undefined {
    const inImage = path.posix.resolve(this.workdir, word);
    const isAt = (one: string, to: string) => inImage === to || inImage === path.posix.join(to, path.posix.basename(one));
    const found = this.copied.flatMap(({ from, to }) => from.flatMap((one) => [placeIn(one, to, inImage), ...isAt(one, to) ? [one] : []]))
      .find((file) => file !== undefined && this.isFile(file));
    const onPath = word.includes('/') ? undefined : this.copied.flatMap(({ from }) => from).find((file) => path.posix.basename(file) === word && this.isFile(file));
    const parts = word.split('/').filter((part) => part !== '' && part !== '.');
    return found ?? onPath ?? (parts.includes('..') ? undefined : parts.map((_part, n) => parts.slice(n).join('/')).find((file) => this.isFile(file)));
  }

  /** The folder of the source that the container starts in; the source itself where nothing says another one. */
  public folder(): string {
    return this.folderAt('.') ?? '';
  }

  /** The folder of the source that the container has at a path, from where it starts; undefined when there is none. */
  public folderAt(word: string): string | undefined {
    const inImage = path.posix.resolve(this.workdir, word);
    const found = this.copied.flatMap(({ from, to }) => from.map((one) => placeIn(one, to, inImage)))
      .filter((folder) => folder === '' || (folder !== undefined && hint(() => this.source.isFolder(folder))));
    const same = path.posix.normalize(word);
    return found.includes('') ? '' : found[0] ?? (/^\w/.test(same) && hint(() => this.source.isFolder(same)) ? same : undefined);
  }

  private isFile(file: string): boolean {
    return file !== '' && hint(() => this.source.isFile(file)) === true;
  }
}

/** Where a path of the image lies in the source, when `from` was copied to `to`. */
function placeIn(from: string, to: string, inImage: string): string | undefined {
  const rest = path.posix.relative(to, inImage);
  return rest.startsWith('..') || from.startsWith('..') ? undefined : path.posix.join(from, rest).replace(/^\.$/, '');
}

function wordsOf(rest: string): string[] {
  const list = /^\[(.*)\]$/.exec(rest.trim())?.[1];
  return (list === undefined ? rest.trim().split(/\s+/) : list.split(',')).map(plain);
}

function plain(word: string): string {
  return word.trim().replace(/^(["'])(.*)\1$/, '$2');
}
