import { SOURCE_MOUNT } from '../layout';
import { rewriteCommands } from './lock-mounts';
import { Command } from '../../dockerfile';
import { shellWord } from '../../private/quoting';
import { DependencyPlan, uvSelection } from '../../python/dependencies/dependency-plan';

/** Where the locked requirements are when the lock is another tool's. */
export const EXPORTED = '/tmp/requirements.txt';

/** pip reads requirements; what another tool owns is written out as such first. */
export function exportLock(plan: DependencyPlan): Command[] {
  const { installer, file } = plan;
  switch (installer) {
    case 'uv-lock':
      return [Command.argv('uv', 'export', '--quiet', lockedOrFrozen(plan), '--no-emit-project', ...without(plan, '--no-emit-package'), '--no-default-groups',
        ...uvSelection(plan), '--output-file', EXPORTED)];
    case 'pyproject':
      return plan.requirements === undefined ? [Command.argv('uv', 'pip', 'compile', '--quiet', '--output-file', EXPORTED, file ?? '')]
        : [Command.shell(`uv pip compile --quiet --output-file ${EXPORTED} ${shellWord(file ?? '')} - <<'REQUIREMENTS'\n${plan.requirements.join('\n')}\nREQUIREMENTS`)];
    case 'requirements':
    case 'words': {
      const lines = [...(installer === 'words' ? [] : [`-r ${SOURCE_MOUNT}/${file}`]), ...plan.requirements ?? []];
      const gather = Command.shell(`cat > ${EXPORTED} <<'REQUIREMENTS'\n${lines.join('\n')}\nREQUIREMENTS`);
      return [...rewriteCommands(plan), ...(plan.requirements === undefined ? [] : [gather])];
    }
    default:
      return [];
  }
}

/** A lock that was reduced is no longer that of its pyproject.toml, and one of other indexes is not what uv would write: both were compared before, and nothing is resolved either way. */
export function lockedOrFrozen(plan: DependencyPlan): string {
  return plan.files.length > 0 && !plan.elsewhere ? '--locked' : '--frozen';
}

/** The projects that are installed elsewhere, each behind an option. */
export function without(plan: DependencyPlan, option: string): string[] {
  return (plan.members ?? []).flatMap(({ name }) => [option, name]);
}
