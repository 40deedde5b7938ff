import * as fs from 'fs';
import * as path from 'path';
import { BuildContext } from './build-context';
import { CodedError } from '../private/coded-error';

/** What a file system answers when nothing can be written. */
const REASONS = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOTDIR'];

/**
 * Writes a context into the folder of the assets, under the name that its hash gives it, and says where.
 *
 * It is written beside its place and moved there when it is whole, so nothing half-written is ever found under the name.
 * A folder that is there already, from an earlier synthesis, is taken if it holds exactly these files, and replaced if not.
 * Fails with `AssemblyNotWritable`.
 */
export function stageContext(context: BuildContext, assets: string): string {
  const folder = path.join(assets, `asset.${context.hash}`);
  if (context.isWrittenTo(folder)) {
    return folder;
  }
  const unfinished = `${folder}.${process.pid}.part`;
  try {
    fs.rmSync(unfinished, { recursive: true, force: true });
    context.writeTo(unfinished);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(unfinished, folder);
  } catch (error) {
    throw notWritten(error, unfinished);
  } finally {
    removeIfThere(unfinished);
  }
  return folder;
}

/** What stands in the way of writing stands in the way of removing, too, and is told already. */
function removeIfThere(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!REASONS.includes((error as NodeJS.ErrnoException).code ?? '')) {
      throw error;
    }
  }
}

/** What the file system has against it is said with the folder and the construct; anything else is an error of its own. */
function notWritten(error: unknown, folder: string): unknown {
  const { path: file, code, message } = error as NodeJS.ErrnoException;
  if (error instanceof CodedError || code === undefined || !REASONS.includes(code)) {
    return error;
  }
  return new CodedError('AssemblyNotWritable', {
    what: 'the files that the image is built from cannot be written into the cloud assembly',
    found: `${message.replace(/, \w+( '.*)?$/, '')}${file === undefined ? '' : `, at ${file}`}`,
    expected: `room and the right to write in ${path.dirname(folder)}`,
    write: 'cdk synth --output <folder>, or room in that folder; what was written of this image is gone again',
  });
}
