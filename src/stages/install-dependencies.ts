import { Command, Instruction, Mount, PythonInterpreter } from '../dockerfile';
import { SOURCE_MOUNT, VIRTUALENV_PATH, uvCache } from './layout';
import { assembleVirtualenv, createVirtualenv } from './virtualenv-commands';
import { DependencyPlan } from '../python/dependency-plan';

/** The files that an installer reads, each at its place below /src: a change of another file does not install again. */
export function lockMounts(plan: DependencyPlan): Mount[] {
  return plan.files.map((source) => Mount.bind({ source, target: `${SOURCE_MOUNT}/${source}` }));
}

/** The RUN that makes the environment. The lock is enforced: nothing is resolved anew, a stale lock fails. */
export function installDependencies(plan: DependencyPlan, python: PythonInterpreter): Instruction {
  return Instruction.run(
    [createVirtualenv(python), ...install(plan), ...assembleVirtualenv()],
    { mounts: plan.installer === 'none' ? [] : [uvCache(), ...lockMounts(plan)] },
  );
}

function install(plan: DependencyPlan): Command[] {
  switch (plan.installer) {
    case 'none':
      return [];
    case 'uv-lock':
      return [Command.argv('env', `UV_PROJECT_ENVIRONMENT=${VIRTUALENV_PATH}`, 'uv', 'sync', '--project', SOURCE_MOUNT,
        '--locked', '--no-install-project', '--no-default-groups', ...selection(plan))];
    case 'pyproject':
      return [Command.argv('uv', 'pip', 'install', '--python', VIRTUALENV_PATH, '--requirements', `${SOURCE_MOUNT}/${plan.file}`)];
    case 'requirements': {
      const file = `${SOURCE_MOUNT}/${plan.file}`;
      const hashes = plan.hashed ? ['--require-hashes'] : [];
      return [plan.locked
        ? Command.argv('uv', 'pip', 'sync', '--python', VIRTUALENV_PATH, ...hashes, file)
        : Command.argv('uv', 'pip', 'install', '--python', VIRTUALENV_PATH, '--requirements', file)];
    }
  }
}

/** Extras and groups, as uv takes them. */
export function selection(plan: DependencyPlan): string[] {
  return [...plan.extras.map((extra) => `--extra=${extra}`), ...plan.groups.map((group) => `--group=${group}`)];
}
