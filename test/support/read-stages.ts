import { readDockerfile, ReadInstruction } from './docker-reader';
import { Dockerfile, ImageStage } from '../../src/dockerfile';

/** A RUN, taken apart. */
export interface ReadRun {
  /** Mounts and network. */
  readonly flags: string[];
  /** The commands, one after the other. */
  readonly commands: string[];
}

/** A stage as Docker reads it. */
export interface ReadStage {
  /** What stands in FROM before AS. */
  readonly from: string;
  /** The instructions after FROM, one line each. */
  readonly lines: string[];
  readonly runs: ReadRun[];
}

/** Every stage that a target reaches, by its name. */
export function readStages(target: ImageStage): Record<string, ReadStage> {
  const stages: Record<string, ReadStage> = {};
  let current: ReadStage | undefined;
  for (const read of readDockerfile(Dockerfile.fromTarget(target).render())) {
    const line = oneLine([read.keyword, ...read.flags, read.rest].join(' '));
    const [, from, name] = /^FROM (.*) AS (\S+)$/.exec(line) ?? [];
    if (name !== undefined) {
      current = { from, lines: [], runs: [] };
      stages[name] = current;
      continue;
    }
    current?.lines.push(line);
    if (read.keyword === 'RUN') {
      current?.runs.push({ flags: read.flags, commands: commandsOf(read) });
    }
  }
  return stages;
}

/** One of these stages: the target itself, if no name is given. Fails with the names that there are. */
export function readStage(target: ImageStage, name: string = target.stageName): ReadStage {
  const stages = readStages(target);
  if (!Object.hasOwn(stages, name)) {
    throw new Error(`no stage ${name} among ${Object.keys(stages).join(', ')}`);
  }
  return stages[name];
}

/** What guards the lines of a here-document is not a command of its own. */
function commandsOf({ rest, texts }: ReadInstruction): string[] {
  return texts.length === 0
    ? oneLine(rest).split(' && ')
    : texts[0].trimEnd().split('\n').filter((line) => line !== 'set -eu' && line !== 'test $? -eq 0');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
