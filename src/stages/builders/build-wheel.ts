import { appSettingsOf } from '../app-settings';
import { packageCache, SOURCE_MOUNT } from '../layout';
import { installRun } from './package-access';
import { Command, ImageStage, Instruction, Mount } from '../../dockerfile';
import { shellWord } from '../../private/quoting';
import { PythonProject } from '../../python';
import { buildRequirements } from '../../python/declarations/build-requirements';
import { BuildVersion, dynamicVersion } from '../../python/versions/dynamic-version';
import { interpreterOf } from '../runtimes/interpreter';

/** Where the back end is installed that builds the project. */
const BACKEND = '/opt/backend';

/** What a wheel is built of. */
export interface WheelSource {
  readonly project: PythonProject;
  /** Shows its files; the app's, if absent. */
  readonly source?: Mount;
}

/**
 * The RUNs that make the project's wheel in a folder, with commands before the code is there and after.
 *
 * The back end is installed in a step of its own, which a change of the code does not do again; one that may ask for more
 * when it runs gets an environment of its own at each build, as uv makes it.
 */
export function buildWheel(
  stage: ImageStage, { project, source }: WheelSource, folder: string, before: Command[] = [], after: Command[] = [],
): Instruction[] {
  const requires = buildRequirements(project);
  const backend = requires === undefined ? [] : [
    Command.argv(interpreterOf(stage).path, '-m', 'venv', '--without-pip', BACKEND),
    Command.argv('uv', 'pip', 'install', '--python', BACKEND, ...requires),
  ];
  const prepared = [...before, ...backend];
  const app = appSettingsOf(stage);
  const version = project === app.project ? app.buildVersion : dynamicVersion(project);
  const installed = requires === undefined ? [] : ['--no-build-isolation', '--python', BACKEND];
  const build = [...stateVersion(version), Command.argv(...versionWords(version), 'uv', 'build', '--wheel', ...installed, '--out-dir', folder), ...after];
  const mounts = [packageCache('uv', stage), source ?? Mount.bind({ target: SOURCE_MOUNT, readWrite: true })];
  return [
    ...(backend.length > 0 ? [installRun(stage, prepared, [packageCache('uv', stage)])] : before.length > 0 ? [Instruction.run(before)] : []),
    // Once the back end is there, nothing more is fetched, and the project's own build sees no secret.
    backend.length > 0 ? Instruction.run(build, { mounts }) : installRun(stage, build, mounts),
  ];
}

/** For this one command: other packages that are built in the same image ask for versions of their own. */
export function versionWords(version?: BuildVersion): string[] {
  const entries = Object.entries(version?.variables ?? {});
  return entries.length === 0 ? [] : ['env', ...entries.map(([name, value]) => `${name}=${value}`)];
}

/** Files as a source distribution has them, which goes before the history. What is written into the mounted source is gone after the RUN. */
export function stateVersion(version?: BuildVersion): Command[] {
  const { files = {}, graft = [] } = version ?? {};
  const lines = (text: string) => text.trimEnd().split('\n').map((line) => shellWord(line)).join(' ');
  return [
    ...Object.entries(files).map(([file, text]) => Command.shell(`printf '%s\\n' ${lines(text)} > ${shellWord(file)}`)),
    ...(graft.length === 0 ? [] : [Command.shell(`printf '\\ngraft %s\\n' ${graft.map((folder) => shellWord(folder)).join(' ')} >> MANIFEST.in`)]),
  ];
}
