import * as path from 'path';
import { Command, ImageStage, Mount } from '../../dockerfile';
import { ABOVE_FOLDER, WRITTEN_FOLDER } from '../../dockerfile/context-layout';
import { ContextPart } from '../../dockerfile/context-part';
import { DependencyPlan, RequirementsWriter } from '../../python/dependencies/dependency-plan';
import { SOURCE_MOUNT } from '../layout';

/** The files that an installer reads and the folders that it builds, each at its place below the working directory. */
export function lockMounts(plan: DependencyPlan): Mount[] {
  return [
    ...plan.files.map((source) => Mount.bind({
      source, target: `${isRewritten(plan, source) ? REWRITTEN : SOURCE_MOUNT}/${standardName(plan, source)}`,
    })),
    ...(plan.above ?? []).map(({ path: file, from }) => Mount._part(
      { path: besideSource(file), files: () => [{ path: '', from }] },
      isRewritten(plan, file) ? originalOf(file) : path.posix.join(SOURCE_MOUNT, file),
    )),
    ...folderMounts(plan),
  ];
}

/** What was written of a lock. Stages of one app may be given different locks, so each has a folder of its own in the context. */
export function reducedMounts({ stageName }: ImageStage, plan: DependencyPlan): Mount[] {
  return (plan.reduced ?? []).map((file) => {
    const part: ContextPart = { path: `${WRITTEN_FOLDER}/${stageName}/${file.path}`, files: () => [{ ...file, path: '' }] };
    return Mount._part(part, `${SOURCE_MOUNT}/${file.path}`);
  });
}

/** The folders alone. */
export function folderMounts(plan: DependencyPlan): Mount[] {
  return plan.folders.map((source) => Mount.bind({ source, target: `${SOURCE_MOUNT}/${source}`, readWrite: true }));
}

/** The name by which the tool that owns a lock looks for it beside its pyproject.toml, wherever the source has it. */
const STANDARD_NAMES: Partial<Record<RequirementsWriter['tool'], string>> = { poetry: 'poetry.lock', pdm: 'pdm.lock', pipenv: 'Pipfile.lock' };

function standardName({ installer, writer, file }: DependencyPlan, source: string): string {
  // The lock of a script has the name of the script.
  const ofUv = installer === 'uv-lock' || (writer?.tool === 'uv-lock' && !file?.endsWith('.py.lock'));
  const standard = ofUv ? 'uv.lock' : writer && STANDARD_NAMES[writer.tool];
  return source === file ? standard ?? source : source;
}

/** Where a file is seen of which the installer gets another version. */
const REWRITTEN = '/source';

function originalOf(file: string): string {
  return `${REWRITTEN}/${besideSource(file)}`;
}

/** A path from above the source without its `..`: `../../base.txt` is `above/2/base.txt`. */
function besideSource(file: string): string {
  const [ups] = /^(?:\.\.\/)*/.exec(file) ?? [''];
  return ups === '' ? file : `${ABOVE_FOLDER}/${ups.length / 3}/${file.slice(ups.length)}`;
}

function isRewritten({ rewritten }: DependencyPlan, file: string): boolean {
  return (rewritten ?? []).some((one) => one.file === file);
}

/** Writes those files to where the installer looks for them: in UTF-8, without the lines that install the project itself, and with no repository editable. */
export function rewriteCommands(plan: Pick<DependencyPlan, 'rewritten'>): Command[] {
  return (plan.rewritten ?? []).flatMap(({ file, utf16, without, plain }) => {
    const folder = file.includes('/') ? [Command.argv('mkdir', '-p', file.slice(0, file.lastIndexOf('/')))] : [];
    const original = originalOf(file);
    const lines = [
      ...plain.map((line) => `--expression=${line}s/^\\s*\\(-e\\|--editable\\)[ =]*//`),
      ...without.map(({ first, last }) => `--expression=${first === last ? first : `${first},${last}`}d`),
    ];
    return [
      ...folder,
      utf16 ? Command.argv('iconv', '--from-code=UTF-16', '--to-code=UTF-8', `--output=${file}`, original) : Command.argv('cp', original, file),
      ...(lines.length > 0 ? [Command.argv('sed', '--in-place', ...lines, file)] : []),
    ];
  });
}
