import { PythonProject } from '../python-project';
import { tableAt } from '../source/toml-file';

/** Back ends that ask for nothing more, once they run, than what `[build-system] requires` has. */
const STEADY = /^(hatchling\.build|flit_core\.buildapi|poetry\.core\.masonry\.api|pdm\.backend|uv_build|setuptools\.build_meta)$/;

/** setuptools before 70.1 asks for wheel, and a setup.py may ask for anything. */
const NEW_SETUPTOOLS = /^(wheel|setuptools(\[[\w, -]*\])?\s*(>=\s*[\d.]+)?)$/;

/**
 * What is installed to build the project, when that is known without running its back end: it can be installed before the code is there.
 * Undefined when the back end may ask for more (PEP 517, `get_requires_for_build_wheel`).
 */
export function buildRequirements(project: PythonProject): string[] | undefined {
  const { buildSystem, tool } = project._pyproject ?? {};
  if (buildSystem === undefined || !STEADY.test(buildSystem.backend) || buildSystem.backendPath.length > 0 || buildSystem.requires.length === 0) {
    return undefined;
  }
  const { backend, requires } = buildSystem;
  if (backend.startsWith('setuptools')) {
    const plain = requires.every((requirement) => NEW_SETUPTOOLS.test(requirement)) && ['setup.py', 'setup.cfg'].every((file) => !project._source.isFile(file));
    return plain ? requires : undefined;
  }
  // The hook of hatch-vcs writes a file and asks for nothing.
  const hatch = backend.startsWith('hatchling') ? JSON.stringify(tableAt(tool ?? {}, 'hatch') ?? {}).replace(/"hooks":\{"vcs":\{[^{}]*\}\}/, '') : '';
  return /"(hooks|dependencies|require-runtime-dependencies|require-runtime-features)":/.test(hatch) ? undefined : requires;
}
