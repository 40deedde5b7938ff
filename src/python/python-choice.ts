import { PythonVersion } from './python-version';
import { clausesAllow, parseSpecifier } from './version-specifier';
import { CodedError } from '../private/coded-error';

/** A file that says which Pythons are allowed. */
export interface PythonRule {
  readonly file: string;
  readonly requiresPython: string;
}

/** Patch releases that a specifier is tried with: an image has one of them, nobody knows which. */
const PATCHES = Array.from({ length: 41 }, (_, patch) => patch);

/** Whether some release of the minor version satisfies the specifier. */
export function allowsPython(requiresPython: string, version: PythonVersion): boolean {
  const clauses = parseSpecifier(requiresPython) ?? [];
  return PATCHES.some((patch) => clausesAllow(clauses, `${version.minor}.${patch}`));
}

/**
 * The requested Python, or the default one, or else the newest that all rules allow.
 * PythonExcluded names the version, the rule and the file of the rule.
 */
export function choosePython(rules: PythonRule[], requested?: PythonVersion): PythonVersion {
  const candidates = requested ? [requested] : PythonVersion._candidates();
  const chosen = candidates.find((candidate) => rules.every((rule) => allowsPython(rule.requiresPython, candidate)));
  if (chosen) {
    return chosen;
  }
  const tried = candidates[0];
  const excluding = rules.find((rule) => !allowsPython(rule.requiresPython, tried)) ?? rules[0];
  const allowed = PythonVersion._candidates().map(({ minor }) => minor).sort()
    .filter((minor) => rules.every((rule) => allowsPython(rule.requiresPython, PythonVersion.of(minor))));
  throw new CodedError('PythonExcluded', {
    what: requested
      ? `Python ${requested.minor} was chosen, but ${excluding.file} has requires-python = ${JSON.stringify(excluding.requiresPython)}`
      : `${excluding.file} has requires-python = ${JSON.stringify(excluding.requiresPython)}, which no supported Python satisfies`,
    expected: allowed.length > 0 ? `one of ${allowed.join(', ')}` : 'a requires-python that allows one of '
      + PythonVersion._candidates().map(({ minor }) => minor).sort().join(', '),
    ...(allowed.length > 0 && { write: `python: PythonVersion.of('${allowed[allowed.length - 1]}'), or another requires-python` }),
  });
}
