import { Decision } from './decision';
import { explainEntrypoint } from './explain-entrypoint';
import { PythonProject } from '../python';
import { Candidate } from '../python/entrypoints/django-site';
import { Entrypoint } from '../python/entrypoints/entrypoint';
import { PythonRuntimeStage, RuntimeStage } from '../stages';

/** Where the entry point of a runtime comes from. */
export interface ExplainedStart {
  readonly runtime: RuntimeStage;
  /** What the app was told. */
  readonly given?: Entrypoint;
  /** What the project says, for a runtime that nobody told anything. */
  readonly found: () => Candidate;
}

/** How the app starts, the words that Docker is given for that, and what belongs to them: the port, the signal that ends it and the user. */
export function explainStart(project: PythonProject, { runtime, given, found }: ExplainedStart): Decision[] {
  const stage = runtime.node.path;
  const start = { topic: 'entry point', stage };
  const told = runtime._told;
  const { _port: port } = runtime;
  return [
    told !== undefined ? { ...start, decided: told._written, because: 'the stage asks for it', changedBy: 'entrypoint of the stage' }
      : given !== undefined ? { ...start, decided: given._written, because: 'the app asks for it', changedBy: 'entrypoint: Entrypoint.…' }
        : explainEntrypoint(project, found(), stage),
    ...(runtime instanceof PythonRuntimeStage ? runtime._notes : [])
      .map(({ id, text, write }) => ({ topic: id, decided: 'as it is', because: text, stage, changedBy: write })),
    ...explainEnding(runtime),
    ...(port === undefined ? [] : [{ topic: 'port', decided: `${port}`, because: 'the app listens on it', stage, changedBy: 'the variable PORT, or port of the entry point' }]),
  ];
}

/** How Docker starts an image, as whom, and how it ends it. */
export function explainEnding(runtime: RuntimeStage): Decision[] {
  const stage = runtime.node.path;
  return [
    { topic: 'command', decided: runtime.entrypoint.join(' '), because: 'the entry point is started so, in the exec form', stage, changedBy: 'entrypoint: Entrypoint.…' },
    { topic: 'stop signal', decided: runtime._stopSignal, because: 'the command ends at once and in order with it', stage, changedBy: "stopSignal: 'SIG…'" },
    { topic: 'user', decided: runtime._user, because: 'it is not root, and what root owns it cannot change', stage, changedBy: "user: 'uid:gid'" },
  ];
}
