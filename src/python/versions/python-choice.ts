import { PythonVersion } from './python-version';
import { CodedError } from '../../private/coded-error';
import { clausesAllow, parseSpecifier } from '../syntax/version-specifier';

/** A file that says which Pythons are allowed. */
export interface PythonRule {
  readonly file: string;
  /** A specifier of PEP 440, or several with `||` between them, the preferred one first. */
  readonly requiresPython: string;
  /** How the file says it, when that is not `requires-python`. */
  readonly says?: string;
  /** It names the Python that somebody works with: a Python that is asked for goes before it. */
  readonly pinned?: boolean;
  /** It names a Python that is worked with, without saying that it has to be that one: it decides where packages are too old for the default one, and is never a reason to fail. */
  readonly hint?: boolean;
  /** It names nothing but pre-releases. */
  readonly preRelease?: boolean;
  /** Why no Python here is what it names. */
  readonly unsupported?: string;
  /** The package whose version is too old for others, or the module that others have not: it gives way to whatever names a Python. */
  readonly package?: string;
  /** The line of the file, where it is known. */
  readonly line?: number;
}

/** Patch releases that a specifier is tried with: an image has one of them, nobody knows which. */
const PATCHES = Array.from({ length: 41 }, (_, patch) => patch);

/** Whether some release of the minor version satisfies the specifier. */
export function allowsPython(requiresPython: string, version: PythonVersion): boolean {
  return requiresPython.split('||').some((alternative) => {
    const clauses = parseSpecifier(alternative.trim()) ?? [];
    return PATCHES.some((patch) => clausesAllow(clauses, `${version.minor}.${patch}`));
  });
}

/**
 * The requested Python; otherwise the one that files name, or the default one, or else the newest that all rules allow.
 * PythonExcluded names the files that no Python satisfies, or that disagree.
 * PythonUnsupported: a file names what no official image has.
 */
export function choosePython(all: PythonRule[], requested?: PythonVersion): PythonVersion {
  const said = all.filter((rule) => rule.package === undefined && rule.hint !== true);
  const rules = requested ? said.filter(({ pinned }) => !pinned) : said;
  const candidates = requested ? [requested] : [...named(rules), ...PythonVersion._candidates()];
  const fitting = candidates.filter((candidate) => rules.every((rule) => allowsPython(rule.requiresPython, candidate)));
  // A package that no Python here runs decides nothing: it is told with the image.
  const limits = requested || rules.some(({ pinned }) => pinned) ? []
    : limitsOf(all).filter((rule) => fitting.some((candidate) => limited([rule], candidate).length === 0));
  const [first] = fitting;
  const chosen = first === undefined || limited(limits, first).length === 0 ? first
    : olderPython(fitting.filter((candidate) => limited(limits, candidate).length === 0), all) ?? first;
  if (chosen) {
    return chosen;
  }
  const unsupported = rules.find((rule) => rule.unsupported !== undefined);
  if (unsupported) {
    throw new CodedError('PythonUnsupported', {
      what: `${unsupported.file} names ${unsupported.says}, which is no Python to build with`,
      found: unsupported.says ?? unsupported.requiresPython,
      expected: `a version of CPython: ${unsupported.unsupported}`,
      write: 'python: PythonVersion.V3_13, or another version in the file',
    });
  }
  throw requested ? excluded(requested, rules) : disagreeing(rules, limitsOf(all));
}

/** The rules of packages and modules that newer Pythons do not run. */
function limitsOf(all: PythonRule[]): PythonRule[] {
  return all.filter((rule) => rule.package !== undefined);
}

/** The limits that a Python is beyond. */
function limited(limits: PythonRule[], python: PythonVersion): PythonRule[] {
  return limits.filter((rule) => !allowsPython(rule.requiresPython, python));
}

/** Where the first choice is too new for a package: what a hint names, else the newest. */
function olderPython(fitting: PythonVersion[], all: PythonRule[]): PythonVersion | undefined {
  const [hinted] = all.flatMap(({ hint, requiresPython }) => fitting.filter((candidate) => hint === true && allowsPython(requiresPython, candidate)));
  const [newest] = [...fitting].sort((a, b) => Number(b.minor.slice(2)) - Number(a.minor.slice(2)));
  return hinted ?? newest;
}

/** The minor versions that `==3.12.*||==3.11.*` names. */
export function namedMinors(requiresPython: string): string[] {
  return [...requiresPython.matchAll(/==(3\.\d+)\.\*/g)].map(([, minor]) => minor);
}

/** The versions that files name, which may be newer than this library. */
function named(rules: PythonRule[]): PythonVersion[] {
  const minors = rules.filter(({ pinned, preRelease }) => pinned && !preRelease).flatMap(({ requiresPython }) => namedMinors(requiresPython));
  return minors.filter((minor) => Number(minor.slice(2)) >= Number(oldest().slice(2))).map((minor) => PythonVersion.of(minor));
}

function excluded(requested: PythonVersion, rules: PythonRule[]): CodedError {
  const excluding = rules.find((rule) => !allowsPython(rule.requiresPython, requested)) ?? rules[0];
  const allowed = allowedBy(rules);
  return new CodedError('PythonExcluded', {
    what: `Python ${requested.minor} was chosen, but ${statement(excluding)}`,
    found: `python: PythonVersion.of('${requested.minor}')`,
    expected: allowed.length > 0 ? `one of ${allowed.join(', ')}` : anotherRule(),
    write: allowed.length > 0 ? `python: PythonVersion.of('${proposed(allowed)}'), or another requires-python` : USUAL_RULE,
  });
}

/** The fewest rules that no Python satisfies together: one, two, or all. */
function disagreeing(rules: PythonRule[], limits: PythonRule[]): CodedError {
  const impossible = (some: PythonRule[]) => [...named(some), ...PythonVersion._candidates()]
    .every((candidate) => some.some((rule) => !allowsPython(rule.requiresPython, candidate)));
  const alone = rules.find((rule) => impossible([rule]));
  const pair = rules.flatMap((one, n) => rules.slice(n + 1).map((other) => [one, other])).find(impossible);
  const guilty = alone ? [alone] : pair ?? rules;
  const open = allowedBy(rules.filter(({ pinned }) => !pinned));
  // One of those that a file names is what somebody meant.
  const meant = open.filter((minor) => guilty.some(({ pinned, requiresPython }) => pinned && namedMinors(requiresPython).includes(minor)));
  const allowed = preferred(meant.length > 0 ? meant : open, limits);
  return new CodedError('PythonExcluded', {
    what: alone ? `${statement(alone)}, which no supported Python satisfies` : `${[...new Set(guilty.map(({ file }) => file))].join(' and ')} disagree${guilty.every(({ file }) => file === guilty[0].file) ? 's with itself' : ''} about the Python`,
    found: guilty.map(statement).join('\n'),
    expected: alone && !alone.pinned ? anotherRule() : alone ? `one of ${supported().join(', ')}` : 'files that one Python satisfies',
    write: guilty.some(({ pinned }) => pinned) && allowed.length > 0
      ? `python: PythonVersion.of('${proposed(allowed)}'), or another version in ${guilty.filter(({ pinned }) => pinned)[0].file}` : USUAL_RULE,
  });
}

function statement({ file, requiresPython, says }: PythonRule): string {
  return says === undefined ? `${file} has requires-python = ${JSON.stringify(requiresPython)}` : `${file} says ${says}`;
}

function supported(): string[] {
  return PythonVersion._candidates().map(({ minor }) => minor).sort();
}

/** What a rule that nothing satisfies is replaced by. */
const USUAL_RULE = 'requires-python = ">=3.11"';

function oldest(): string {
  return supported()[0];
}

function allowedBy(rules: PythonRule[]): string[] {
  return supported().filter((minor) => rules.every((rule) => allowsPython(rule.requiresPython, PythonVersion.of(minor))));
}

/** Those that packages and modules are not too old for; all, where there is none. */
function preferred(minors: string[], limits: PythonRule[]): string[] {
  const fitting = minors.filter((minor) => limited(limits, PythonVersion.of(minor)).length === 0);
  return fitting.length > 0 ? fitting : minors;
}

/** The default one if it is allowed, else the newest. */
function proposed(allowed: string[]): string {
  return PythonVersion._candidates().map(({ minor }) => minor).find((minor) => allowed.includes(minor)) ?? allowed[allowed.length - 1];
}

function anotherRule(): string {
  return `a requires-python that allows one of ${supported().join(', ')}`;
}
