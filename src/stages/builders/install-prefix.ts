import { BuilderPlan } from './builder-plan';
import { planMounts } from './install-dependencies';
import { APP_FOLDER, OUT, packageCache, setTimes } from '../layout';
import { EXPORTED, exportLock } from './export-lock';
import { rewriteCommands } from './lock-mounts';
import { installRun } from './package-access';
import { removeLock } from './virtualenv-commands';
import { Command, Files, ImageStage, Instruction, Prefix } from '../../dockerfile';
import { DependencyPlan, uvSelection } from '../../python/dependencies/dependency-plan';

/** The RUN that installs the dependencies as if the Python of the image were in another folder, from which they are copied beside it. */
export function installPrefix(stage: ImageStage, builder: BuilderPlan, prefix: Prefix, written?: Files): Instruction {
  const { dependencies: plan, python, uvPlatform } = builder;
  const assembled = `${OUT}${prefix.path}`;
  const platform = uvPlatform === undefined ? [] : ['--python-platform', uvPlatform];
  const words = ['uv', 'pip', 'install', '--python', python.path, '--prefix', assembled, ...platform];
  const { added = [] } = plan;
  const nothing = plan.installer === 'none' && added.length === 0;
  const commands = [
    ...(plan.installer === 'none' ? [] : installLocked(plan, words, written)),
    ...(added.length === 0 ? [] : [Command.argv(...words, ...added)]),
    removeLock(assembled),
    Command.argv('mkdir', '-p', assembled, `${OUT}${APP_FOLDER}`),
    setTimes(),
  ];
  return nothing ? Instruction.run(commands) : installRun(stage, commands, [packageCache('uv', stage), ...planMounts(stage, plan, written)]);
}

/** uv syncs a project into an environment only, so the lock of a project is written out as requirements with hashes first. */
function installLocked(plan: DependencyPlan, words: string[], written: Files | undefined): Command[] {
  const noEditable = plan.folders.length > 0 ? ['--no-editable'] : [];
  const exporting = written === undefined && plan.installer === 'uv-lock' ? exportLock(plan) : [];
  const file = written?.path ?? (exporting.length > 0 ? EXPORTED : plan.file ?? '');
  if (plan.installer === 'words') {
    return [Command.argv(...words, ...noEditable, ...plan.requirements ?? [])];
  }
  const locked = plan.installer === 'uv-lock' || plan.locked;
  const hashed = plan.installer === 'uv-lock' || plan.hashed;
  const rules = plan.installer === 'pylock' ? uvSelection(plan) : [...(locked ? ['--no-deps'] : []), ...(locked && hashed ? ['--require-hashes'] : [])];
  return [
    ...exporting,
    ...(written === undefined && exporting.length === 0 ? rewriteCommands(plan) : []),
    Command.argv(...words, ...noEditable, ...rules, '--requirements', file, ...plan.requirements ?? []),
  ];
}
