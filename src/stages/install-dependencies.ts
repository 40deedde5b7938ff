import { BuilderPlan } from './builder-plan';
import { packageCache, SOURCE_MOUNT } from './layout';
import { assembleVirtualenv, createVirtualenv } from './virtualenv-commands';
import { Command, ImageStage, Instruction, Mount } from '../dockerfile';
import { DependencyPlan } from '../python/dependency-plan';

/** The files that an installer reads and the folders that it builds, each at its place below the working directory. */
export function lockMounts(plan: DependencyPlan): Mount[] {
  return [
    ...plan.files.map((source) => Mount.bind({ source, target: `${SOURCE_MOUNT}/${isUvLock(plan, source) ? 'uv.lock' : source}` })),
    ...plan.folders.map((source) => Mount.bind({ source, target: `${SOURCE_MOUNT}/${source}`, readWrite: true })),
  ];
}

/** uv looks for its lock beside the pyproject.toml, wherever the source has it. */
function isUvLock(plan: DependencyPlan, file: string): boolean {
  return plan.installer === 'uv-lock' && file === plan.file;
}

/** The RUN that makes the environment at a path. The lock is enforced: nothing is resolved anew, a stale lock fails. */
export function installDependencies(stage: ImageStage, builder: BuilderPlan, path: string): Instruction {
  const { dependencies: plan, python } = builder;
  return Instruction.run(
    [createVirtualenv(python, path), ...install(builder, path), ...assembleVirtualenv(path)],
    { mounts: plan.installer === 'none' ? [] : [packageCache('uv', stage), ...lockMounts(plan)] },
  );
}

function install({ dependencies: plan, uvPlatform }: BuilderPlan, path: string): Command[] {
  const platform = uvPlatform === undefined ? [] : ['--python-platform', uvPlatform];
  const pip = (...words: string[]) => Command.argv('uv', 'pip', words[0], '--python', path, ...platform, ...words.slice(1));
  const file = plan.file ?? '';
  switch (plan.installer) {
    case 'none':
      return [];
    case 'uv-lock':
      return [Command.argv('env', `UV_PROJECT_ENVIRONMENT=${path}`, 'uv', 'sync', '--locked', '--no-install-project',
        '--no-editable', '--no-default-groups', ...platform, ...selection(plan))];
    case 'pyproject':
      return [pip('install', '--requirements', file)];
    case 'requirements':
      // `sync` knows no way to install an editable requirement as what it will be in the image: files of its own.
      return [plan.locked && plan.folders.length === 0
        ? pip('sync', ...(plan.hashed ? ['--require-hashes'] : []), file)
        : pip('install', ...(plan.folders.length > 0 ? ['--no-editable'] : []), ...(plan.locked ? ['--no-deps'] : []), '--requirements', file)];
  }
}

/** Extras and groups, as uv takes them. */
export function selection(plan: Pick<DependencyPlan, 'extras' | 'groups'>): string[] {
  return [...plan.extras.map((extra) => `--extra=${extra}`), ...plan.groups.map((group) => `--group=${group}`)];
}
