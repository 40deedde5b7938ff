import { PythonRule } from './python-choice';
import { poetrySpecifier } from '../declarations/poetry-constraint';
import { Pyproject } from '../declarations/pyproject';
import { readSetupCall } from '../declarations/setup-call';
import { parseIni } from '../source/ini-file';
import { SourceFolder } from '../source/source-folder';
import { tableAt } from '../source/toml-file';
import { parseSpecifier } from '../syntax/version-specifier';

/**
 * What a project says its code can do: `requires-python`, or where `[project]` has none that of `[tool.flit.metadata]`; `python` of `[tool.poetry.dependencies]`,
 * which Poetry keeps to beside it; `python_requires` of setup.cfg and setup.py. What cannot be read says nothing: the back end reads it again.
 */
export function readPythonRules(source: SourceFolder, pyproject?: Pyproject): PythonRule[] {
  const poetry = tableAt(pyproject?.tool ?? {}, 'poetry', 'dependencies')?.python;
  const flit = tableAt(pyproject?.tool ?? {}, 'flit', 'metadata')?.['requires-python'];
  const config = parseIni(source.isFile('setup.cfg') ? source.read('setup.cfg') ?? '' : '').options?.python_requires;
  const called = readSetupCall(source)?.keywords.python_requires?.literal;
  const standard = pyproject?.project?.requiresPython;
  return [
    ...standard !== undefined ? [{ file: 'pyproject.toml', requiresPython: standard }] : rule('pyproject.toml', flit, 'requires-python'),
    ...typeof poetry === 'string' ? ofPoetry(poetry) : [],
    ...rule('setup.cfg', config, 'python_requires'),
    ...rule('setup.py', called, 'python_requires'),
  ];
}

/** Each alternative of `^3.9 || ^3.11`. */
function ofPoetry(constraint: string): PythonRule[] {
  const alternatives = constraint.split('||').map((part) => poetrySpecifier(part));
  const readable = alternatives.every((part) => part !== undefined && parseSpecifier(part) !== undefined);
  return readable ? [{ file: 'pyproject.toml', requiresPython: alternatives.join(' || '), says: `python = ${JSON.stringify(constraint)}` }] : [];
}

function rule(file: string, specifier: unknown, key: string): PythonRule[] {
  return typeof specifier === 'string' && specifier.trim() !== '' && parseSpecifier(specifier) !== undefined
    ? [{ file, requiresPython: specifier.trim(), says: `${key} = ${JSON.stringify(specifier.trim())}` }] : [];
}
