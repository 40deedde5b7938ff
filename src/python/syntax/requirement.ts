import { Marker, scanMarker } from './marker';
import { isName, normalizeName } from './package-name';
import { Scanner } from './scanner';
import { parsed } from './syntax-problem';
import { CLAUSE, parseSpecifier, VersionClause } from './version-specifier';
import { poetrySpecifier } from '../declarations/poetry-constraint';

/** One dependency specifier, `uvicorn[standard]>=0.34; sys_platform == "linux"`. Source: PEP 508. */
export interface Requirement {
  /** As it was written, without the comment. */
  readonly text: string;
  /** Normalized (PEP 503). */
  readonly name: string;
  /** Normalized (PEP 685), sorted, each once. */
  readonly extras: string[];
  readonly clauses: VersionClause[];
  readonly url?: string;
  readonly marker?: Marker;
}

/** Reads one dependency specifier. Throws SyntaxProblem. */
export function parseRequirement(text: string): Requirement {
  const scanner = new Scanner(text);
  scanner.skipSpace();
  const name = scanner.take(/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/) ?? scanner.fail('the name of a package');
  scanner.skipSpace();
  const extras = scanExtras(scanner);
  scanner.skipSpace();
  const url = scanner.take(/@/) ? scanUrl(scanner) : undefined;
  const clauses = url === undefined ? scanClauses(scanner) : [];
  scanner.skipSpace();
  let marker: Marker | undefined;
  if (scanner.take(/;/)) {
    marker = scanMarker(scanner);
    scanner.skipSpace();
    if (!scanner.atEnd) {
      scanner.fail('"and", "or" or the end of the marker');
    }
  } else if (!scanner.atEnd) {
    scanner.fail(url !== undefined ? '" ;" and a marker, or the end'
      : clauses.length > 0 ? '"," and one more version, ";" and a marker, or the end'
        : 'a version such as ==1.2, ";" and a marker, or the end');
  }
  return {
    text: text.trim(),
    name: normalizeName(name),
    extras,
    clauses,
    ...(url !== undefined && { url }),
    ...(marker !== undefined && { marker }),
  };
}

/** A name with extras, signs between it and a version, and the version, with what conda writes after one. */
const LIKE_A_REQUIREMENT = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?(?:\s*\[[\w\s.,-]*\])?)\s*([=<>~@^!:]*)\s*(latest|newest|any|\*|v?\d[\w.]*\*?)(?:=[\w.]+)?\s*$/i;

/**
 * What a line that is no requirement was probably meant to be: the name alone of `uvicorn == latest`, `flask==3.0` of `flask=3.0`, `flask 3.0` and `flask@3.0`, `flask>=3.0,<4` of `flask^3.0`,
 * `flask>=3.0` of `flask=>3.0`. Undefined for what looks like none of them.
 */
export function meantRequirement(text: string): string | undefined {
  const [, name, signs = '', written = ''] = text.length > 200 ? [] : LIKE_A_REQUIREMENT.exec(text) ?? [];
  if (name === undefined) {
    return undefined;
  }
  const version = written.replace(/^v/i, '');
  const specifier = !/^\d/.test(version) ? '' : signs.includes('^') ? poetrySpecifier(`^${version}`)
    : /[<>]/.test(signs) ? `${/>/.test(signs) ? '>' : '<'}=${version}` : signs.includes('~') ? poetrySpecifier(`~${version}`) : `==${version}`;
  const meant = specifier === undefined ? undefined : `${name}${specifier}`;
  return meant !== undefined && parsed(() => parseRequirement(meant) !== undefined, () => false) ? meant : undefined;
}

/** The one version that the specifier allows: `==1.2.3` or `===1.2.3`. */
export function pinnedVersion(clauses: VersionClause[]): string | undefined {
  const pin = clauses.find(({ operator, version }) => (operator === '==' && !version.endsWith('.*')) || operator === '===');
  return pin?.version;
}

function scanUrl(scanner: Scanner): string {
  scanner.skipSpace();
  return scanner.take(/[^\s]+/) ?? scanner.fail('a URL after "@"');
}

function scanExtras(scanner: Scanner): string[] {
  if (!scanner.take(/\[/)) {
    return [];
  }
  const inside = scanner.take(/[^\]]*/) ?? '';
  const names = inside.trim() === '' ? [] : inside.split(',').map((name) => name.trim());
  if (!names.every(isName)) {
    scanner.fail('names of extras with commas between them', scanner.position - inside.length);
  }
  if (!scanner.take(/\]/)) {
    scanner.fail('"]" after the extras');
  }
  return [...new Set(names.map(normalizeName))].sort();
}

function scanClauses(scanner: Scanner): VersionClause[] {
  const parenthesis = scanner.take(/\(/) !== undefined;
  scanner.skipSpace();
  const parts: string[] = [];
  while (true) {
    const clause = scanner.take(CLAUSE);
    if (clause === undefined) {
      break;
    }
    if (scanner.peek(/[.+*\w!-]/)) {
      scanner.fail('a version that PEP 440 allows after this operator');
    }
    parts.push(clause);
    scanner.skipSpace();
    if (!scanner.take(/,/)) {
      break;
    }
    scanner.skipSpace();
  }
  if (parenthesis && !scanner.take(/\)/)) {
    scanner.fail('")" after the versions');
  }
  return parseSpecifier(parts.join(',')) ?? [];
}
