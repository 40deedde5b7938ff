import { ImagePlatform, Libc, PythonInterpreter } from '../../dockerfile';
import type { PythonProject } from '../python-project';
import { MarkerEnvironment } from '../syntax/marker';
import type { PythonVersion } from '../versions/python-version';

/** What packages are installed for: the Python, the C library and the platform of an image. */
export interface InstallTarget {
  readonly python: PythonInterpreter;
  readonly libc: Libc;
  /** `2.41`; undefined when the base image does not say. */
  readonly glibcVersion?: string;
  readonly platform: ImagePlatform;
  /** `debian`, `alpine` … for the system packages. */
  readonly distribution?: string;
  /** `trixie`, `bookworm` … */
  readonly suite?: string;
}

/** Images are built on the newest patch release, which nobody knows at synth: markers see a patch that is newer than all. */
const NEWEST_PATCH = 99;

/** The values of the markers inside an image of the target (PEP 508). */
export function markerEnvironment(target: Pick<InstallTarget, 'python' | 'platform'>, extras: string[] = []): MarkerEnvironment {
  const { implementation, version } = target.python;
  const full = `${version}.${NEWEST_PATCH}`;
  return {
    variables: {
      os_name: 'posix',
      sys_platform: 'linux',
      platform_system: 'Linux',
      platform_machine: target.platform.machine,
      platform_python_implementation: implementation === 'cpython' ? 'CPython' : implementation === 'pypy' ? 'PyPy' : implementation,
      platform_release: '',
      platform_version: '',
      implementation_name: implementation,
      implementation_version: full,
      python_version: version,
      python_full_version: full,
    },
    extras: new Set(extras),
  };
}

/** The values of the markers before an image is chosen: the project's default Python on linux/amd64. */
export function defaultEnvironment(project: PythonProject, requested?: PythonVersion): MarkerEnvironment {
  return environmentOf(project._choosePython(requested));
}

/** The values of the markers with a Python on linux/amd64, whatever the project says of it. */
export function environmentOf(python: PythonVersion): MarkerEnvironment {
  return markerEnvironment({ python: { implementation: 'cpython', version: python.minor, path: '' }, platform: ImagePlatform.LINUX_AMD64 });
}
