/** A version of a constraint: numbers, and what may follow them. */
const VERSION = /^v?(\d+(?:\.\d+)*)(.*)$/;

/**
 * A version constraint of Poetry as a specifier of PEP 440: `^1.2` is `>=1.2,<2`, `~1.2` is `>=1.2,<1.3`, `1.2` is `==1.2`, `*` is nothing.
 * Of alternatives (`||`), which PEP 440 does not have, the last one: an installer takes the newest version. Undefined when it cannot be read.
 */
export function poetrySpecifier(constraint: string): string | undefined {
  const last = constraint.split('||').pop()?.trim() ?? '';
  const clauses = last.replace(/([<>=!~^])\s+/g, '$1').split(/\s*,\s*|\s+/).filter((clause) => clause !== '' && clause !== '*').map(clauseOf);
  return clauses.includes(undefined) ? undefined : clauses.join(',');
}

function clauseOf(clause: string): string | undefined {
  const [, operator, version] = /^(\^|~=|~|===|==|=|!=|<=|>=|<|>)?(.*)$/.exec(clause) ?? [];
  const [, numbers, rest] = VERSION.exec(version) ?? [];
  if (numbers === undefined) {
    return undefined;
  }
  const parts = numbers.split('.').map(Number);
  switch (operator) {
    case '^': {
      const significant = parts.findIndex((part) => part > 0);
      return between(numbers + rest, parts, significant < 0 ? parts.length - 1 : significant);
    }
    case '~':
      return between(numbers + rest, parts, Math.min(1, parts.length - 1));
    case undefined:
    case '=':
    case '==':
      return `==${numbers}${rest.replace(/\.[*x]$/i, '.*')}`;
    default:
      return `${operator}${numbers}${rest}`;
  }
}

/** From a version to the next one in which the number at the index is greater. */
function between(from: string, parts: number[], index: number): string {
  return `>=${from},<${[...parts.slice(0, index), parts[index] + 1].join('.')}`;
}
