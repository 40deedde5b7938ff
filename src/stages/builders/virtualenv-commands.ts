import { Command, PythonInterpreter } from '../../dockerfile';
import { APP_FOLDER, OUT, setTimes } from '../layout';
import { uvWordsFor } from './uv-platform';
import { InstallTarget } from '../../python/dependencies/install-target';

/** Makes the virtual environment: `venv` of the standard library, because uv's own adds import hooks to every start. */
export function createVirtualenv(python: PythonInterpreter, path: string): Command {
  return Command.argv(python.path, '-m', 'venv', '--without-pip', path);
}

/**
 * Moves the environment, which had to be made at the path where it will run, to where other stages copy it from.
 * The working directory of the image goes with it: one that WORKDIR makes has the time of the build.
 */
export function assembleVirtualenv(path: string): Command[] {
  const parent = `${OUT}${path.slice(0, path.lastIndexOf('/'))}`;
  return [
    removeLock(path),
    Command.argv('mkdir', '-p', parent, ...(path.startsWith(`${APP_FOLDER}/`) ? [] : [`${OUT}${APP_FOLDER}`])),
    Command.argv('mv', path, `${parent}/`),
    setTimes(),
  ];
}

/** Installs every wheel of a folder into the environment at a path, and nothing else. The target is said if it is another one than what runs. */
export function installWheels(folder: string, path: string, target?: InstallTarget): Command {
  return install(folder, path, target);
}

/**
 * Installs every wheel of a folder beside the environment instead of into it: scripts start the environment's Python,
 * but the assembled files are only those of the wheels, to be laid over an environment that has the dependencies.
 */
export function installWheelsApart(folder: string, path: string, target?: InstallTarget): Command[] {
  return installWheelsBeside(folder, path, path, target);
}

/** The same for another environment than the one at the path: `python` is a program, or the path of an environment. */
export function installWheelsBeside(folder: string, path: string, python: string, target?: InstallTarget): Command[] {
  const assembled = `${OUT}${path}`;
  return [install(folder, python, target, '--prefix', assembled), removeLock(assembled), setTimes()];
}

/** uv leaves a lock that every user can write. */
export function removeLock(folder: string): Command {
  return Command.argv('rm', '-f', `${folder}/.lock`);
}

function install(folder: string, path: string, target: InstallTarget | undefined, ...options: string[]): Command {
  const uv = target === undefined ? { before: [], options: [] } : uvWordsFor(target);
  const words = [...uv.before, 'uv', 'pip', 'install', '--python', path, ...uv.options, ...options, '--offline', '--no-deps'];
  return Command.argv('find', folder, '-name', '*.whl', '-exec', ...words, '{}', '+');
}
