import { Construct } from 'constructs';
import { PythonInterpreter } from '../../dockerfile';
import { atConstruct, CodedError } from '../../private/coded-error';
import { appSettingsOf } from '../app-settings';
import { APP_FOLDER, OUT, SOURCE_MOUNT } from '../layout';

/** Where a virtual environment is, if nobody says it. */
export const DEFAULT_VIRTUALENV_PATH = `${APP_FOLDER}/.venv`;

/** Folders that are links in Debian or not there when the container runs, and those of the build: an environment in one would not arrive. */
const RESERVED = [
  '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/var/run', '/var/lock',
  '/dev', '/proc', '/run', '/sys', '/tmp',
  OUT, SOURCE_MOUNT, '/checked', '/dist', '/image', '/tools', '/wheels', '/opt/backend', '/opt/python', '/root',
];

/** A folder of the system itself: making an environment there would take the whole along. Source: the Filesystem Hierarchy Standard 3.0. */
const SYSTEM_FOLDER = /^\/(bin|boot|dev|etc|home|lib\w*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|(usr|usr\/local|var)\/[^/]+)$/;

/**
 * Where the environment of a stage is: as the stage says, or the app, or else below the folder of the app.
 * Fails with `VirtualenvPathInvalid` where it could not be made or would not run.
 */
export function virtualenvPath(scope: Construct, id: string, python: PythonInterpreter, own?: string): string {
  const path = own ?? appSettingsOf(scope).virtualenvPath ?? DEFAULT_VIRTUALENV_PATH;
  return atConstruct(`${scope.node.path}/${id}`, () => checkedPath(path, python));
}

function checkedPath(path: string, python: PythonInterpreter): string {
  const inside = (folder: string, outer: string) => `${folder}/`.startsWith(`${outer}/`);
  const reserved = RESERVED.find((folder) => inside(path, folder));
  const wrong = !/^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._@+-]+)+$/.test(path) ? 'it is no absolute path that the first line of a script and PATH can hold'
    : SYSTEM_FOLDER.test(path) ? `${path} is a folder of the system`
      : reserved !== undefined ? `${reserved} belongs to the system or to the build`
        : [APP_FOLDER, OUT, python.path].some((other) => inside(other, path)) ? "it would hold what is not its own: Python, or the app's files"
          : undefined;
  if (wrong !== undefined) {
    throw new CodedError('VirtualenvPathInvalid', {
      what: `a virtual environment cannot be there: ${wrong}`,
      found: JSON.stringify(path),
      expected: 'an absolute path to a folder of its own, of letters, digits and . _ @ + -',
      write: `'/usr/share/python3/app', or no path: it is ${DEFAULT_VIRTUALENV_PATH} then`,
    });
  }
  return path;
}
