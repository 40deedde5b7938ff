import * as fs from 'fs';
import * as path from 'path';
import { Dependencies } from './dependencies';
import { DependencyPlan } from './dependency-plan';
import { CodedError } from '../../private/coded-error';
import { PythonProject } from '../python-project';
import { MarkerEnvironment } from '../syntax/marker';
import { parseRequirement, Requirement } from '../syntax/requirement';
import { parsed } from '../syntax/syntax-problem';
import { clausesAllow } from '../syntax/version-specifier';

/** A package of an index that is an app by itself, and its lock. */
export interface ToolSource {
  /** The requirement as it is written: `httpie>=3`. */
  readonly requirement: string;
  /** The path of the lock on this machine. */
  readonly lock: string;
  /** The Python that the lock is to be made for, `3.13`. */
  readonly python: string;
}

/** A project without code, and what its lock says. */
export interface ToolProject {
  readonly project: PythonProject;
  readonly dependencies: Dependencies;
  /** The name of the package as it is written. */
  readonly name: string;
}

/**
 * Reads the requirement and finds the lock.
 * Fails with `RequirementsInvalid` for what is no requirement, and with `LockNotFound`, when there is no lock, with the command that makes it.
 */
export function readTool(source: ToolSource): ToolProject {
  const requirement = read(source.requirement);
  const command = `echo '${requirement.text}' | uv pip compile - --universal --generate-hashes --python-version ${source.python} -o ${source.lock}`;
  if (!fs.existsSync(source.lock)) {
    throw new CodedError('LockNotFound', {
      what: `nothing says which versions of ${requirement.name} and of what it needs are installed`,
      found: `no file ${JSON.stringify(source.lock)}`,
      expected: 'a lock of its own: requirements with hashes',
      write: command,
    });
  }
  const name = /^[A-Za-z0-9._-]+/.exec(requirement.text)?.[0] ?? requirement.name;
  return {
    project: PythonProject._ofTool(path.dirname(source.lock), name),
    dependencies: new ToolDependencies(path.basename(source.lock), requirement, command),
    name,
  };
}

/** Requirements with hashes that have the tool itself among them. */
class ToolDependencies extends Dependencies {
  constructor(private readonly file: string, private readonly requirement: Requirement, private readonly command: string) {
    super();
  }

  /** @internal */
  public _bind(project: PythonProject, environment?: MarkerEnvironment): DependencyPlan {
    const plan = Dependencies.fromRequirements({ file: this.file })._bind(project, environment);
    const { name, text, clauses } = this.requirement;
    const locked = plan.packages.filter((one) => one.name === name);
    const agrees = locked.length > 0 && locked.every(({ version }) => version === undefined || clausesAllow(clauses, version));
    if (!plan.hashed || !agrees) {
      throw new CodedError(agrees ? 'LockInvalid' : 'LockStale', {
        what: agrees ? `${this.file} is no lock: it does not have a hash for every package` : `${this.file} is not the lock of ${text}`,
        found: locked.map((one) => `${one.name}==${one.version}`).join(', ') || `no ${name}`,
        expected: `requirements with hashes, ${text} among them`,
        write: this.command,
      });
    }
    return { ...plan, refreshCommand: this.command };
  }
}

function read(text: string): Requirement {
  return parsed(() => parseRequirement(text), ({ problem }) => {
    throw new CodedError('RequirementsInvalid', {
      what: 'the requirement of a tool cannot be read',
      found: JSON.stringify(text),
      expected: problem,
      write: "'httpie', 'certbot>=5' or 'ipython[notebook]'",
    });
  });
}
