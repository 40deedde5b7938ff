import { DependencyPlan } from './dependency-plan';
import { defaultEnvironment } from './install-target';
import { checkRequirements } from './lock-check';
import { planInputs } from './plan-inputs';
import { withMembers } from './with-members';
import { CodedError } from '../../private/coded-error';
import { readMetadata } from '../declarations/declared-metadata';
import { sortPackages } from '../locks/locked-package';
import { readRequirementsTxt, readRequirementWords, RequirementsFacts } from '../locks/requirements-txt';
import { PythonProject } from '../python-project';
import { MarkerEnvironment } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';

/** Which file of requirements is installed. */
export interface RequirementsBinding {
  readonly file?: string;
}

/**
 * A plan for a requirements file. Where it locks nothing, what the project declares and the file does not have is installed with it;
 * a line that installs the project itself stands for what the project declares: the project gets a layer of its own.
 */
export function bindRequirements(project: PythonProject, options: RequirementsBinding, environment?: MarkerEnvironment): DependencyPlan {
  const source = project._source;
  const file = source.normalize(options.file ?? 'requirements.txt', 'the requirements file');
  const facts = readRequirementsTxt(source, file);
  const refreshCommand = facts.madeBy !== undefined && !facts.madeBy.includes('://') ? facts.madeBy : compileCommand(project, file);
  if (project._pyproject) {
    checkRequirements(facts, file, project._pyproject.project?.dependencies ?? [], environment ?? defaultEnvironment(project), refreshCommand);
  }
  const above = facts.files.filter((name) => name.startsWith('../')).map((name) => ({ path: name, from: source.absolute(name) }));
  const plan: DependencyPlan = {
    ...facts,
    asked: facts.entries.map(({ requirement }) => requirement),
    ...planInputs(facts.files.filter((name) => !name.startsWith('../')), facts.folders),
    ...(above.length > 0 && { above }),
    installer: 'requirements', file, extras: facts.projectExtras ?? [], groups: [], refreshCommand, pythonRules: [],
  };
  return withMembers(project, facts.locked && facts.packages.length > 0 ? plan : withDeclared(project, plan, facts), [facts]);
}

/** The command that makes a lock of the file: from what it was written from, which is the file itself where there is nothing else. */
function compileCommand({ _source: source, _pyproject: pyproject }: PythonProject, file: string): string {
  const beside = file.replace(/\.txt$/, '.in');
  const input = [...(pyproject?.project ? ['pyproject.toml'] : []), 'setup.py', beside].find((name) => source.isFile(name));
  const compile = `uv pip compile ${input ?? beside} -o ${file.replace(/\.in$/, '.txt')} --universal --generate-hashes`;
  return input === undefined ? `mv ${file} ${beside} && ${compile}` : compile;
}

function withDeclared(project: PythonProject, plan: DependencyPlan, facts: RequirementsFacts): DependencyPlan {
  const metadata = readMetadata(project);
  const { projectExtras } = facts;
  if (metadata === undefined) {
    return projectExtras === undefined ? plan : byBackend(project, plan);
  }
  const unknown = projectExtras?.find((extra) => !Object.hasOwn(metadata.extras, normalizeName(extra)));
  if (unknown !== undefined) {
    throw new CodedError('DependencyGroupUnknown', {
      what: `${plan.file} asks for the project's extra ${JSON.stringify(unknown)}, which is not declared`,
      found: Object.keys(metadata.extras).join(', ') || 'none',
      expected: 'an extra of the project',
      write: `${unknown} in [project.optional-dependencies] of pyproject.toml, or another extra in ${plan.file}`,
    });
  }
  const has = new Set(facts.packages.map(({ name }) => name));
  const declared = readRequirementWords(project._source, plan.file ?? '', [
    ...metadata.requirements, ...(projectExtras ?? []).flatMap((extra) => metadata.extras[normalizeName(extra)]),
  ]);
  const missing = declared.entries.filter(({ requirement }) => projectExtras !== undefined || !has.has(requirement.name));
  if (missing.length === 0) {
    return plan;
  }
  const names = new Set(missing.map(({ requirement }) => requirement.name));
  return {
    ...plan,
    locked: false,
    hashed: false,
    requirements: missing.map(({ requirement }) => requirement.text),
    ...planInputs([...plan.files, ...declared.files], [...plan.folders, ...declared.folders]),
    packages: sortPackages([...plan.packages, ...declared.packages.filter(({ name }) => names.has(name))]),
    packagesFor: (environment) => sortPackages([
      ...plan.packagesFor(environment), ...declared.packagesFor(environment).filter(({ name }) => names.has(name)),
    ]),
  };
}

/** The file asks for the project, and only its back end knows what that needs: uv asks it in the build. */
function byBackend(project: PythonProject, plan: DependencyPlan): DependencyPlan {
  const input = ['pyproject.toml', 'setup.py', 'setup.cfg'].find((name) => project._source.isFile(name)) ?? 'pyproject.toml';
  return {
    ...plan,
    installer: 'written',
    locked: false,
    hashed: false,
    writer: { tool: 'uv', requires: [], options: [...plan.extras.map((extra) => `--extra=${extra}`), plan.file ?? '', input], check: false, wholeSource: true },
  };
}
