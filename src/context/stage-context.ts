import * as fs from 'fs';
import * as path from 'path';
import { BuildContext } from './build-context';

/**
 * Writes a context into the folder of the assets, under the name that its hash gives it, and says where.
 *
 * It is written beside its place and moved there when it is whole, so nothing half-written is ever found under the name.
 * A folder that is there already, from an earlier synthesis, is taken if it holds exactly these files, and replaced if not.
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
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
