import { Decision } from './decision';
import { escaped, packageLine, sourceLine, SourceLine } from './source-line';
import { PythonProject, PythonVersion } from '../python';
import { DependencyPlan } from '../python/dependencies/dependency-plan';
import { allowsPython, namedMinors, PythonRule } from '../python/versions/python-choice';

/** Where a file says which Python it wants. The others have nothing but versions. */
const PYTHON_LINES: Record<string, RegExp> = {
  'pyproject.toml': /^\s*(?:requires-python|python)\s*=/,
  'setup.cfg': /^\s*python_requires\s*=/,
  'setup.py': /python_requires\s*=/,
  '.tool-versions': /^\s*python\s/,
  'Pipfile': /^\s*python_(?:full_)?version\s*=/,
  'uv.lock': /^\s*requires-python\s*=/,
  'requirements.txt': /^# .*(?:pip-compile with|uv pip compile)/,
};

/** Why it is this Python. */
export function explainPython(project: PythonProject, plan: DependencyPlan | undefined, chosen: PythonVersion, requested: boolean): Decision {
  const all = project._pythonRules(plan?.pythonRules ?? []);
  const rules = all.filter(({ hint }) => hint !== true);
  const base = { topic: 'python', decided: chosen.minor, changedBy: 'python: PythonVersion.…' };
  if (requested) {
    return { ...base, because: 'the app asks for it' };
  }
  const pin = rules.find((rule) => rule.pinned && allowsPython(rule.requiresPython, chosen));
  const excluding = rules.find((rule) => !allowsPython(rule.requiresPython, PythonVersion.V3_13));
  const deciding = pin ?? excluding;
  if (deciding?.package !== undefined) {
    const oldest = rules.filter((rule) => rule.package !== undefined).find((rule) => !allowsPython(rule.requiresPython, nextOf(chosen)));
    const decisive = oldest ?? deciding;
    const { file, line, says } = decisive;
    return line === undefined ? { ...base, because: `${file} has ${says}`, ...packageLine(project, file, decisive.package ?? '') }
      : { ...base, because: `${file} imports ${says}`, file, line };
  }
  if (deciding !== undefined) {
    const newest = pin === undefined ? ', of which it is the newest supported one' : '';
    return { ...base, because: `${deciding.file} says ${deciding.says ?? deciding.requiresPython}${newest}`, ...ruleLine(project, deciding, chosen.minor) };
  }
  const [allowing] = rules;
  const hint = all.find((rule) => rule.hint === true && !allowsPython(rule.requiresPython, chosen));
  if (allowing === undefined && hint !== undefined) {
    return { ...base, because: `it is the default; ${hint.file} says ${hint.says}, which decides nothing`, ...ruleLine(project, hint, namedMinors(hint.requiresPython)[0]) };
  }
  return allowing === undefined ? { ...base, because: 'it is the default, and no file says otherwise' }
    : { ...base, because: `it is the default, which ${allowing.file} allows`, ...ruleLine(project, allowing, chosen.minor) };
}

function nextOf({ minor }: PythonVersion): PythonVersion {
  return PythonVersion.of(`3.${Number(minor.slice(2)) + 1}`);
}

function ruleLine(project: PythonProject, { file }: PythonRule, minor: string): SourceLine {
  return sourceLine(project, file, PYTHON_LINES[file] ?? new RegExp(`^[^#]*(?<![\\d.])(?:${escaped(minor)}(?!\\d)|${minor[0]}\\s*$)`));
}

const INSTALLERS: Record<DependencyPlan['installer'], string> = {
  'requirements': 'uv pip',
  'uv-lock': 'uv sync',
  'pylock': 'uv pip sync',
  'pyproject': 'uv pip, without a lock',
  'written': 'its own tool, which writes requirements for uv',
  'words': 'uv pip, without a lock',
  'none': 'nothing to install',
};

const DEPENDENCY_LINES: Record<string, RegExp> = {
  'pyproject.toml': /^\s*(?:dependencies\s*=|\[tool\.poetry\.dependencies\]|requires\s*=|dynamic\s*=.*["']dependencies["'])/,
  'Pipfile': /^\s*\[packages\]/,
  'setup.cfg': /^\s*install_requires\s*=/,
  'setup.py': /\binstall_requires\s*=/,
};

/** Which file says what is installed, and what installs it. */
export function explainDependencies(project: PythonProject, plan: DependencyPlan, stage?: string): Decision {
  const { file, installer, reason, writer } = plan;
  const tool = writer === undefined || writer.tool === 'none' ? INSTALLERS[writer === undefined ? installer : 'requirements']
    : `${writer.tool === 'uv-lock' ? 'uv' : writer.tool}, which writes requirements for uv`;
  return {
    topic: 'dependencies',
    decided: file === undefined ? tool : installer === 'none' ? `${file}, with ${tool}` : `${file}, by ${tool}`,
    because: file === undefined ? 'the project declares none' : reason ?? 'the app or the builder asks for it',
    ...(file !== undefined && (chosenAt(project, reason) ?? declaredAt(project, file))),
    ...(stage !== undefined && { stage }),
    changedBy: 'dependencies: Dependencies.…',
  };
}

/** The line of pyproject.toml that declares the tool whose lock it is. */
function chosenAt(project: PythonProject, reason = ''): SourceLine | undefined {
  const [, table, backend] = /^pyproject\.toml has (?:\[([\w.-]+)\]|(build-backend) = )/.exec(reason) ?? [];
  return table !== undefined ? sourceLine(project, 'pyproject.toml', new RegExp(`^\\s*\\[\\[?\\s*${escaped(table)}\\s*[.\\]]`))
    : backend !== undefined ? sourceLine(project, 'pyproject.toml', /^\s*build-backend\s*=/) : undefined;
}

/** Where a file that is no lock begins to say what it needs; all other files are read from their first line on. */
function declaredAt(project: PythonProject, file: string): SourceLine {
  const begins = DEPENDENCY_LINES[file];
  return begins === undefined ? { file } : sourceLine(project, file, begins);
}

/** The line of the lock that names a package. */
export function lockedAt(project: PythonProject, { file }: DependencyPlan, name: string | undefined): SourceLine | undefined {
  return file === undefined || name === undefined ? undefined : packageLine(project, file, name);
}
