import { BuilderPlan } from './builder-plan';
import { EXPORTED, exportLock, lockedOrFrozen, without } from './export-lock';
import { packageCache } from '../layout';
import { folderMounts, lockMounts, reducedMounts, rewriteCommands } from './lock-mounts';
import { installRun } from './package-access';
import { assembleVirtualenv, createVirtualenv } from './virtualenv-commands';
import { Command, Files, ImageStage, Instruction, Mount } from '../../dockerfile';
import { shellWord } from '../../private/quoting';
import { buildConstraints } from '../../python/dependencies/build-constraints';
import { DependencyPlan, uvSelection } from '../../python/dependencies/dependency-plan';

/**
 * The RUN that makes the environment at a path. The lock is enforced: nothing is resolved anew, a stale lock fails.
 * `written` are the requirements that another stage made of the lock.
 */
export function installDependencies(stage: ImageStage, builder: BuilderPlan, path: string, written?: Files): Instruction {
  const { dependencies: plan, python } = builder;
  const constraints = buildConstraints(plan).map((one) => shellWord(one)).join(' ');
  const constrained = constraints === '' ? [] : [Command.shell(`printf '%s\\n' ${constraints} > ${CONSTRAINTS}`)];
  const installing = [...constrained, ...install(builder, path, written), ...added(builder, path)];
  const commands = [createVirtualenv(python, path), ...installing, ...assembleVirtualenv(path)];
  const nothing = plan.installer === 'none' && plan.added === undefined;
  return nothing ? Instruction.run(commands) : installRun(stage, commands, [packageCache('uv', stage), ...planMounts(stage, plan, written)]);
}

/** What an installer of the plan reads. */
export function planMounts(stage: ImageStage, plan: DependencyPlan, written: Files | undefined): Mount[] {
  return written === undefined ? [...reducedMounts(stage, plan), ...lockMounts(plan)] : [Mount.bindArtifact(written), ...folderMounts(plan)];
}

/** What packages are built with, where they say too little of it. */
const CONSTRAINTS = '/tmp/build-constraints.txt';

function install({ dependencies: plan, uvPlatform }: BuilderPlan, path: string, written: Files | undefined): Command[] {
  const platform = uvPlatform === undefined ? [] : ['--python-platform', uvPlatform];
  const constraints = buildConstraints(plan).length === 0 ? [] : ['--build-constraints', CONSTRAINTS];
  const pip = (...words: string[]) => Command.argv('uv', 'pip', words[0], '--python', path, ...platform, ...constraints, ...words.slice(1));
  const file = written?.path ?? plan.file ?? '';
  const noEditable = plan.folders.length > 0 ? ['--no-editable'] : [];
  const rewrite = written === undefined ? rewriteCommands(plan) : [];
  switch (plan.installer) {
    case 'none':
      return [];
    case 'uv-lock':
      if (plan.elsewhere) {
        // What comes from git has no hash; the hashes that are there are checked either way.
        const hashed = plan.packages.every(({ source }) => source === 'index');
        return [...exportLock(plan), pip('sync', ...(hashed ? ['--require-hashes'] : []), EXPORTED)];
      }
      return [Command.argv('env', `UV_PROJECT_ENVIRONMENT=${path}`, 'uv', 'sync', lockedOrFrozen(plan), '--no-install-project',
        ...without(plan, '--no-install-package'), '--no-editable', '--no-default-groups', ...platform, ...uvSelection(plan))];
    case 'pylock':
      return [pip('sync', ...uvSelection(plan), file)];
    case 'pyproject':
      return [pip('install', '--requirements', file, ...plan.requirements ?? [])];
    case 'words':
      return [pip('install', ...noEditable, ...plan.requirements ?? [])];
    case 'requirements':
    case 'written':
      if (plan.requirements !== undefined) {
        return [...rewrite, pip('install', ...noEditable, '--requirements', file, ...plan.requirements)];
      }
      // `sync` knows no way to install an editable requirement as what it will be in the image: files of its own.
      return [...rewrite, plan.locked && plan.folders.length === 0
        ? pip('sync', ...(plan.hashed ? ['--require-hashes'] : []), file)
        : pip('install', ...noEditable, ...(plan.locked ? ['--no-deps'] : []), '--requirements', file)];
  }
}

/** What no lock has: it fits the locked packages, which stay as they are. */
function added({ dependencies: { added: requirements = [] }, uvPlatform }: BuilderPlan, path: string): Command[] {
  const platform = uvPlatform === undefined ? [] : ['--python-platform', uvPlatform];
  return requirements.length === 0 ? [] : [Command.argv('uv', 'pip', 'install', '--python', path, ...platform, ...requirements)];
}
