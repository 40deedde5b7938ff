import * as fs from 'fs';
import * as path from 'path';
import { CodedError } from '../../private/coded-error';
import { nearestNames } from '../../private/nearest-names';
import { shortened } from '../../private/shortened';

const PROJECT_FILES = ['pyproject.toml', 'requirements.txt', 'setup.py', 'Pipfile', 'main.py', 'app.py', 'manage.py'];

/** The error of a source that is not there: what is there instead, and the folder that was probably meant. */
export function noSource(written: string, root: string): CodedError {
  const forgotten = written.trim() === '';
  const existing = nearestExisting(forgotten ? path.join(process.cwd(), 'x') : root);
  const meant = forgotten ? [] : existing.suggestion === undefined ? [] : [existing.suggestion];
  const writes = (meant.length > 0 ? meant : existing.projects.slice(0, 3)).map((folder) => `source: ${JSON.stringify(spelledLike(written, folder))}`);
  return new CodedError('SourceNotFound', {
    what: forgotten ? 'the source is an empty text, not a folder' : `the source ${JSON.stringify(written)} does not exist`,
    found: existing.found,
    expected: 'a folder with a Python project, relative to the working directory or absolute',
    write: writes.join('\nor ') || "source: path.join(__dirname, 'FOLDER'), the folder beside the file that says it",
  });
}

/** The error of a source that is a file: its folder was meant, and if it is a program, it is the entry point. */
export function sourceIsFile(written: string, bytes: number): CodedError {
  const folder = `source: ${JSON.stringify(path.dirname(written))}`;
  return new CodedError('SourceNotFolder', {
    what: `the source ${JSON.stringify(written)} is a file`,
    found: `a file of ${bytes} bytes`,
    expected: 'the folder of a Python project',
    write: written.endsWith('.py') ? `${folder}, entrypoint: Entrypoint.script(${JSON.stringify(path.basename(written))})` : folder,
  });
}

/** The error of a folder without a file. */
export function sourceIsEmpty(written: string): CodedError {
  return new CodedError('SourceEmpty', {
    what: `the source ${JSON.stringify(written)} is empty`,
    found: 'no file and no folder',
    expected: 'a Python project: a pyproject.toml, a requirements.txt or a script',
    write: 'a main.py in it, or the folder of the project; of a git submodule: git submodule update --init',
  });
}

/** What there is where a source is not, and a folder with a name like it. */
function nearestExisting(root: string): { found: string; suggestion?: string; projects: string[] } {
  let parent = path.dirname(root);
  let missing = path.basename(root);
  while (!fs.existsSync(parent)) {
    missing = path.basename(parent);
    parent = path.dirname(parent);
  }
  const folders = foldersIn(parent);
  const shown = folders.filter((name) => !name.startsWith('.'));
  const suggestion = nearestNames(missing, folders)[0];
  const projects = shown.map((name) => path.join(parent, name))
    .filter((folder) => PROJECT_FILES.some((file) => fs.existsSync(path.join(folder, file))));
  return {
    found: shown.length === 0 ? `no folder beside ${JSON.stringify(missing)}` : `beside it: ${shortened(shown)}`,
    ...(suggestion !== undefined && { suggestion: path.join(parent, suggestion, path.relative(path.join(parent, missing), root)) }),
    projects,
  };
}

function foldersIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  } catch {
    return [];
  }
}

/** Written the way the user wrote the path: relative stays relative. */
function spelledLike(written: string, folder: string): string {
  return path.isAbsolute(written) ? folder : path.relative(process.cwd(), folder).split(path.sep).join('/');
}
