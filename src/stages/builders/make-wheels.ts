import type { BuilderPlan } from './builder-plan';
import { EXPORTED, exportLock } from './export-lock';
import { planMounts } from './install-dependencies';
import { packageCache } from '../layout';
import { installRun, throughPip, toolRun } from './package-access';
import { Command, Files, ImageStage, Instruction, Mount, Wheelhouse } from '../../dockerfile';
import { shellWord } from '../../private/quoting';
import { DependencyPlan } from '../../python/dependencies/dependency-plan';
import { newestPlatformTag } from '../../python/syntax/wheel-tags';

/** What decides on the commands beside the plan of the builder. */
export interface MakeWheelsOptions {
  /** The folder that the wheels are put into. */
  readonly folder: string;
  /** The requirement of pip. */
  readonly pip: string;
  /** Wheels that were made before. */
  readonly inherited: Wheelhouse[];
  /** Take wheels only, whatever machine builds. */
  readonly onlyBinary: boolean;
  /** The requirements that another stage made of the lock. */
  readonly written?: Files;
}

/** What the app adds to its lock. */
const ADDED = '/tmp/added.txt';
const MAKE_WHEELS_TOOL = '/tools/make-wheels';

/** The RUNs that fill a folder with a wheel of every dependency. */
export function makeWheels(stage: ImageStage, builder: BuilderPlan, options: MakeWheelsOptions): Instruction[] {
  const { dependencies } = builder;
  const { folder, inherited, written } = options;
  const { added = [] } = dependencies;
  if (dependencies.installer === 'none' && added.length === 0) {
    return [Instruction.run([Command.argv('mkdir', '-p', folder)])];
  }
  const exporting = written === undefined ? exportLock(dependencies) : [];
  const gathered = exporting.length > 0 && (dependencies.installer !== 'requirements' || dependencies.requirements !== undefined);
  const file = written?.path ?? (gathered ? EXPORTED : dependencies.file ?? '');
  const words = [...rules(dependencies, options), '--wheel-dir', folder, '--requirement', file];
  const byTool = stage.onBuildPlatform || inherited.length > 0;
  const choices = [
    '--platform', newestPlatformTag(builder.target),
    ...inherited.flatMap((_, n) => ['--inherit', inheritedFolder(n)]),
    ...(inherited.length > 0 ? builder.compiled.flatMap(({ name }) => ['--compiled', name]) : []),
  ];
  const make = byTool ? [builder.python.path, MAKE_WHEELS_TOOL, ...choices] : ['pip', 'wheel'];
  const through = throughPip(stage);
  return [
    toolRun(stage, [options.pip], [packageCache('pip', stage)]),
    installRun(stage, [
      ...exporting,
      ...(dependencies.installer === 'none' ? [] : [Command.argv(...through.words, ...make, ...words)]),
      ...(added.length === 0 ? [] : [
        Command.shell(`printf '%s\\n' ${added.map((requirement) => shellWord(requirement)).join(' ')} > ${ADDED}`),
        Command.argv(...through.words, ...make, ...(options.onlyBinary ? ['--only-binary=:all:'] : []), '--wheel-dir', folder, '--requirement', ADDED),
      ]),
    ], [
      packageCache('pip', stage),
      ...(exporting.length > 0 ? [packageCache('uv', stage)] : []),
      ...(byTool ? [Mount._tool('make-wheels', MAKE_WHEELS_TOOL)] : []),
      ...through.mounts,
      ...inherited.map((wheels, n) => Mount.bindArtifact(wheels, { target: inheritedFolder(n) })),
      ...planMounts(stage, dependencies, written),
    ]),
  ];
}

function inheritedFolder(n: number): string {
  return `/inherited/${n + 1}`;
}

function rules(dependencies: DependencyPlan, { onlyBinary }: MakeWheelsOptions): string[] {
  const locked = dependencies.installer === 'uv-lock' || dependencies.locked;
  const hashed = dependencies.installer === 'uv-lock' || dependencies.hashed;
  return [...(locked ? ['--no-deps'] : []), ...(hashed ? ['--require-hashes'] : []), ...(onlyBinary ? ['--only-binary=:all:'] : [])];
}
