import { Command, PythonInterpreter } from '../dockerfile';
import { OUT, VIRTUALENV_PATH, setTimes } from './layout';

/** Makes the virtual environment: `venv` of the standard library, because uv's own adds import hooks to every start. */
export function createVirtualenv(python: PythonInterpreter): Command {
  return Command.argv(python.path, '-m', 'venv', '--without-pip', VIRTUALENV_PATH);
}

/** Moves the environment, which had to be made at the path where it will run, to where other stages copy it from. */
export function assembleVirtualenv(): Command[] {
  const parent = `${OUT}${VIRTUALENV_PATH.slice(0, VIRTUALENV_PATH.lastIndexOf('/'))}`;
  return [
    removeLock(VIRTUALENV_PATH),
    Command.argv('mkdir', '-p', parent),
    Command.argv('mv', VIRTUALENV_PATH, `${parent}/`),
    setTimes(),
  ];
}

/** Installs every wheel of a folder and nothing else. */
export function installWheels(folder: string): Command {
  return install(folder);
}

/**
 * Installs every wheel of a folder beside the environment instead of into it: scripts start the environment's Python,
 * but the assembled files are only those of the wheels, to be laid over an environment that has the dependencies.
 */
export function installWheelsApart(folder: string): Command[] {
  const assembled = `${OUT}${VIRTUALENV_PATH}`;
  return [install(folder, '--prefix', assembled), removeLock(assembled), setTimes()];
}

/** uv leaves a lock that every user can write. */
function removeLock(folder: string): Command {
  return Command.argv('rm', '-f', `${folder}/.lock`);
}

function install(folder: string, ...options: string[]): Command {
  const words = ['uv', 'pip', 'install', '--python', VIRTUALENV_PATH, ...options, '--offline', '--no-deps'];
  return Command.argv('find', folder, '-name', '*.whl', '-exec', ...words, '{}', '+');
}
