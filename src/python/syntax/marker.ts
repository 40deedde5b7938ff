import { normalizeName } from './package-name';
import { Scanner } from './scanner';
import { clausesAllow, parseSpecifier } from './version-specifier';

/** The values that markers are compared with. `extras` holds normalized names (uv's encoded names of conflicting ones, too). */
export interface MarkerEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  readonly extras: ReadonlySet<string>;
}

interface Operand {
  readonly variable?: string;
  readonly value: string;
}

/** A marker: "and", "or" or one comparison. */
export type Marker =
  | { readonly kind: 'and' | 'or'; readonly items: Marker[] }
  | { readonly kind: 'compare'; readonly left: Operand; readonly operator: string; readonly right: Operand };

/** Variables that are versions: they are compared by PEP 440, the others as text. */
const VERSIONS = new Set(['python_version', 'python_full_version', 'implementation_version', 'platform_release']);
const SETS = new Set(['extra', 'extras', 'dependency_groups']);
const VARIABLE = new RegExp('(?:python_version|python_full_version|os[._]name|sys[._]platform|platform_(?:release|system)'
  + '|platform[._](?:version|machine|python_implementation)|python_implementation|implementation_(?:name|version)'
  + '|extras?|dependency_groups)\\b');
const MAX_DEPTH = 100;

/** Reads a marker from where the scanner stands. Throws SyntaxProblem. Source: PEP 508. */
export function scanMarker(scanner: Scanner, depth = 0): Marker {
  if (depth > MAX_DEPTH) {
    scanner.fail('fewer parentheses inside each other');
  }
  const alternatives = [scanConjunction(scanner, depth)];
  while (takeWord(scanner, 'or')) {
    alternatives.push(scanConjunction(scanner, depth));
  }
  return alternatives.length === 1 ? alternatives[0] : { kind: 'or', items: alternatives };
}

/** Reads a whole text as one marker. Throws SyntaxProblem. */
export function parseMarker(text: string): Marker {
  const scanner = new Scanner(text);
  const marker = scanMarker(scanner);
  scanner.skipSpace();
  if (!scanner.atEnd) {
    scanner.fail('"and", "or" or the end of the marker');
  }
  return marker;
}

/** Whether the marker is true in the environment. Without a marker it is. */
export function evaluateMarker(marker: Marker | undefined, environment: MarkerEnvironment): boolean {
  if (marker === undefined) {
    return true;
  }
  switch (marker.kind) {
    case 'and':
      return marker.items.every((item) => evaluateMarker(item, environment));
    case 'or':
      return marker.items.some((item) => evaluateMarker(item, environment));
    case 'compare':
      return compareOperands(marker.left, marker.operator, marker.right, environment);
  }
}

/** The names that the marker asks for by `extra == "…"`, normalized. */
export function markerExtras(marker: Marker | undefined): string[] {
  if (marker === undefined) {
    return [];
  }
  if (marker.kind !== 'compare') {
    return marker.items.flatMap(markerExtras);
  }
  const literal = marker.left.variable === 'extra' ? marker.right : marker.right.variable === 'extra' ? marker.left : undefined;
  return literal && marker.operator === '==' ? [normalizeName(literal.value)] : [];
}

function scanConjunction(scanner: Scanner, depth: number): Marker {
  const items = [scanAtom(scanner, depth)];
  while (takeWord(scanner, 'and')) {
    items.push(scanAtom(scanner, depth));
  }
  return items.length === 1 ? items[0] : { kind: 'and', items };
}

function scanAtom(scanner: Scanner, depth: number): Marker {
  scanner.skipSpace();
  if (scanner.take(/\(/)) {
    const inner = scanMarker(scanner, depth + 1);
    scanner.skipSpace();
    if (!scanner.take(/\)/)) {
      scanner.fail('")"');
    }
    return inner;
  }
  const start = scanner.position;
  const left = scanOperand(scanner);
  scanner.skipSpace();
  const operator = scanner.take(/===|==|~=|!=|<=|>=|<|>|in\b|not[ \t]+in\b/) ?? scanner.fail('a comparison such as ==, >=, in');
  const right = scanOperand(scanner);
  if (left.variable === undefined && right.variable === undefined) {
    scanner.fail('a variable such as python_version on one side', start);
  }
  return { kind: 'compare', left, operator: operator.startsWith('not') ? 'not in' : operator, right };
}

function scanOperand(scanner: Scanner): Operand {
  scanner.skipSpace();
  const text = scanner.take(/'[^']*'|"[^"]*"/);
  if (text !== undefined) {
    return { value: text.slice(1, -1) };
  }
  const variable = scanner.take(VARIABLE) ?? scanner.fail('a variable such as python_version, or text in quotes');
  const name = variable.replace('.', '_');
  return { variable: name === 'python_implementation' ? 'platform_python_implementation' : name, value: '' };
}

function takeWord(scanner: Scanner, word: 'and' | 'or'): boolean {
  scanner.skipSpace();
  return scanner.take(word === 'and' ? /and\b/ : /or\b/) !== undefined;
}

function compareOperands(left: Operand, operator: string, right: Operand, environment: MarkerEnvironment): boolean {
  const variable = left.variable ?? right.variable ?? '';
  if (SETS.has(variable)) {
    const name = normalizeName(left.variable === undefined ? left.value : right.value);
    const has = environment.extras.has(name);
    return operator === '==' || operator === 'in' ? has : operator === '!=' || operator === 'not in' ? !has : false;
  }
  const valueOf = (operand: Operand) => operand.variable === undefined ? operand.value : environment.variables[operand.variable] ?? '';
  const [a, b] = [valueOf(left), valueOf(right)];
  if (VERSIONS.has(variable)) {
    const clauses = operator === 'in' || operator === 'not in' ? undefined : parseSpecifier(`${operator}${b}`);
    if (clauses?.length === 1) {
      return clausesAllow(clauses, a);
    }
  }
  switch (operator) {
    case 'in':
      return b.includes(a);
    case 'not in':
      return !b.includes(a);
    case '==':
    case '===':
    case '<=':
    case '>=':
      return a === b;
    case '!=':
      return a !== b;
    default:
      return false;
  }
}
