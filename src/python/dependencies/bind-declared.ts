import { bindWords } from './bind-words';
import { DependencyPlan } from './dependency-plan';
import { planScriptLock } from './uv-lock-plan';
import { CodedError } from '../../private/coded-error';
import { SCRIPT_BLOCK } from '../declarations/declaration-choice';
import { readMetadata } from '../declarations/declared-metadata';
import { PythonProject } from '../python-project';
import { isTable, parseToml, stringsOf, tableAt } from '../source/toml-file';
import { readPython } from '../syntax/python-text';

/** What makes a lock of the dependencies of pyproject.toml, in the tool that the project declares. */
export function lockCommand(project: PythonProject): string {
  const { tool = {}, buildSystem } = project._pyproject ?? {};
  const has = (name: string) => isTable(tableAt(tool, name)) || (buildSystem?.backend.startsWith(name) ?? false);
  return has('uv') ? 'uv lock' : has('pdm') ? 'pdm lock' : has('poetry') ? 'poetry lock' : has('hatch') && !project._pyproject?.project ? 'uv pip compile' : 'uv lock';
}

/**
 * A plan for what setup.cfg, setup.py or `[tool.flit.metadata]` declares, or pyproject.toml by way of another file. What only the build back end
 * knows is asked of it in the build, where uv resolves it.
 */
export function bindMetadata(project: PythonProject, file: string): DependencyPlan {
  const metadata = readMetadata(project);
  const refreshCommand = `uv pip compile ${file} -o requirements.txt --generate-hashes`;
  if (metadata !== undefined) {
    return bindWords(project, { file, words: metadata.requirements, refreshCommand });
  }
  return {
    installer: 'written',
    file,
    files: [],
    folders: [],
    packages: [],
    packagesFor: () => [],
    locked: false,
    hashed: false,
    writer: { tool: 'uv', requires: [], options: [file], check: false, wholeSource: true },
    extras: [],
    groups: [],
    refreshCommand,
    pythonRules: [],
  };
}

/** A plan for a script that says in a block of comments what it needs: of its lock, `main.py.lock`, if there is one. PyprojectInvalid: the block is not what the standard says. Source: PEP 723. */
export function bindScript(project: PythonProject, file: string): DependencyPlan {
  const text = readPython(project._source, file) ?? '';
  const start = SCRIPT_BLOCK.exec(text);
  const lines = text.slice((start?.index ?? 0) + (start?.[0].length ?? 0) + 1).split(/\r?\n/);
  const end = lines.findIndex((line) => line.trimEnd() === '# ///');
  if (end < 0 || lines.slice(0, end).some((line) => !/^#( |$)/.test(line))) {
    throw new CodedError('PyprojectInvalid', {
      what: `the script block of ${file} does not end`,
      found: `line ${text.slice(0, start?.index ?? 0).split('\n').length}: # /// script, and no # /// behind it`,
      expected: 'lines that start with "# ", and "# ///" at the end',
      write: '# ///',
    });
  }
  if (project._source.isFile(`${file}.lock`)) {
    return planScriptLock(project, file);
  }
  const table = parseToml(lines.slice(0, end).map((line) => line.slice(2)).join('\n'), file);
  const requiresPython = table['requires-python'];
  return {
    ...bindWords(project, { file, words: stringsOf(table.dependencies), refreshCommand: `uv export --script ${file} -o requirements.txt` }),
    pythonRules: typeof requiresPython === 'string' ? [{ file, requiresPython }] : [],
  };
}
