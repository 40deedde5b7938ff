import type { MountData } from './instruction-data';
import { CodedError } from '../private/coded-error';

/** What a build is handed beside its context. */
export interface HandedToBuild {
  /** Where each secret comes from, by its id: `env=VARIABLE` or `src=/path`. */
  readonly secrets: Record<string, string>;
  /** The name of the SSH agent; undefined if none is used. */
  readonly ssh?: string;
}

/** The secrets and the SSH agent of all mounts. Two secrets with one id, or two agents, cannot be handed on. */
export function handedToBuild(mounts: MountData[]): HandedToBuild {
  const secrets: Record<string, string> = {};
  for (const { secret } of mounts) {
    if (secret !== undefined && (secrets[secret.id] ?? secret._source) !== secret._source) {
      throw new CodedError('BuildSecretInvalid', {
        what: `two files with secrets have the name ${JSON.stringify(secret.id)}`,
        found: [secrets[secret.id], secret._source].map((one) => one.replace(/^src=/, '')).join(' and '),
        expected: 'names of files that differ: Docker knows secrets by them',
        write: `BuildSecret.fromFile('other-${secret.id}'), a file of another name`,
      });
    }
    Object.assign(secrets, secret && { [secret.id]: secret._source });
  }
  const agents = [...new Set(mounts.flatMap(({ ssh }) => ssh ?? []))].sort();
  if (agents.length > 1) {
    throw new CodedError('BuildSecretInvalid', {
      what: 'one build uses several SSH agents, and an image asset can be handed one', found: agents.join(', '), expected: 'the same id in all ssh mounts', write: `Mount.ssh({ id: '${agents[0]}' })`,
    });
  }
  return { secrets: Object.fromEntries(Object.entries(secrets).sort(([a], [b]) => a < b ? -1 : 1)), ...(agents.length > 0 && { ssh: agents[0] }) };
}
