import { Construct } from 'constructs';
import { atConstruct } from './private/coded-error';
import { expectProps } from './private/expected-props';
import { Entrypoint, PythonVersion } from './python';
import { readTool } from './python/dependencies/tool-dependencies';
import { PythonApp } from './python-app';
import { PythonToolProps } from './python-tool-props';
import { expected } from './stages/expected';

/**
 * A tool of an index as an image: ipython, certbot, httpie. There is no source: a lock of its own pins the tool and all that it needs.
 *
 * It is a `PythonApp` without an app: its image has the dependencies and no layer above them, and it is checked in the build like every other.
 */
export class PythonTool extends PythonApp {
  /**
   * Fails with `LockNotFound` when there is no lock, with the command that makes it; with `LockInvalid` when it has no hashes, with `LockStale` when it
   * does not have the tool, and with `RequirementsInvalid` for what is no requirement.
   */
  constructor(scope: Construct, id: string, props: PythonToolProps) {
    const at = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
    atConstruct(at, () => expectProps(props, expected('requirement', 'lockFile', 'script', 'python'), ['requirement', 'lockFile']));
    const { requirement, lockFile, script, virtualenvPath, ...settings } = props;
    const python = props.python ?? PythonVersion.V3_13;
    const { project, dependencies, name } = atConstruct(at, () => readTool({ requirement, lock: lockFile, python: python.minor }));
    super(scope, id, {
      ...settings,
      python,
      source: project.root,
      _project: project,
      dependencies,
      entrypoint: Entrypoint.consoleScript(script ?? name),
      virtualenvPath: virtualenvPath ?? '/opt/venv',
    });
  }
}
