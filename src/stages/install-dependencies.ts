import { BuilderPlan } from './builder-plan';
import { Command, Instruction, Mount } from '../dockerfile';
import { SOURCE_MOUNT, VIRTUALENV_PATH, uvCache } from './layout';
import { assembleVirtualenv, createVirtualenv } from './virtualenv-commands';
import { DependencyPlan } from '../python/dependency-plan';

/** The files that an installer reads, each at its place below /src: a change of another file does not install again. */
export function lockMounts(plan: DependencyPlan): Mount[] {
  return plan.files.map((source) => Mount.bind({ source, target: `${SOURCE_MOUNT}/${source}` }));
}

/** The RUN that makes the environment. The lock is enforced: nothing is resolved anew, a stale lock fails. */
export function installDependencies(builder: BuilderPlan): Instruction {
  const { dependencies: plan, python, uvPlatform } = builder;
  return Instruction.run(
    [createVirtualenv(python), ...install(plan, uvPlatform), ...assembleVirtualenv()],
    { mounts: plan.installer === 'none' ? [] : [uvCache(), ...lockMounts(plan)] },
  );
}

function install(plan: DependencyPlan, uvPlatform: string | undefined): Command[] {
  const platform = uvPlatform === undefined ? [] : ['--python-platform', uvPlatform];
  switch (plan.installer) {
    case 'none':
      return [];
    case 'uv-lock':
      return [Command.argv('env', `UV_PROJECT_ENVIRONMENT=${VIRTUALENV_PATH}`, 'uv', 'sync', '--project', SOURCE_MOUNT,
        '--locked', '--no-install-project', '--no-editable', '--no-default-groups', ...platform, ...selection(plan))];
    case 'pyproject':
      return [Command.argv('uv', 'pip', 'install', '--python', VIRTUALENV_PATH, ...platform, '--requirements', `${SOURCE_MOUNT}/${plan.file}`)];
    case 'requirements': {
      const file = `${SOURCE_MOUNT}/${plan.file}`;
      const hashes = plan.hashed ? ['--require-hashes'] : [];
      return [plan.locked
        ? Command.argv('uv', 'pip', 'sync', '--python', VIRTUALENV_PATH, ...platform, ...hashes, file)
        : Command.argv('uv', 'pip', 'install', '--python', VIRTUALENV_PATH, ...platform, '--requirements', file)];
    }
  }
}

/** Extras and groups, as uv takes them. */
export function selection(plan: DependencyPlan): string[] {
  return [...plan.extras.map((extra) => `--extra=${extra}`), ...plan.groups.map((group) => `--group=${group}`)];
}
