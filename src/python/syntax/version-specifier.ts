import { compare, explain } from '@renovatebot/pep440';

/** One clause of a version specifier, `>=3.11`. */
export interface VersionClause {
  readonly operator: string;
  readonly version: string;
}

const PRE = '(?:[-_.]?(?:alpha|beta|preview|pre|a|b|c|rc)[-_.]?[0-9]*)?';
const POST = '(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?';
const DEV = '(?:[-_.]?dev[-_.]?[0-9]*)?';
const LOCAL = '(?:\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?';
const RELEASE = 'v?(?:[0-9]+!)?[0-9]+';

const POST_AND_REST = /(?:-[0-9]+|[-_.]?(?:post|rev|r(?!c))[-_.]?[0-9]*)(?:[-_.]?dev[-_.]?[0-9]*)?$/i;

/** One clause, as PEP 440 allows it for each operator: `.*` and `+local` only with `==` and `!=`, `~=` needs two numbers. */
export const CLAUSE = new RegExp([
  '===\\s*[^\\s;),]+',
  `(?:==|!=)\\s*${RELEASE}(?:\\.[0-9]+)*(?:\\.\\*|${PRE}${POST}${DEV}${LOCAL})`,
  `~=\\s*${RELEASE}(?:\\.[0-9]+)+${PRE}${POST}${DEV}`,
  `(?:<=|>=|<|>)\\s*${RELEASE}(?:\\.[0-9]+)*${PRE}${POST}${DEV}`,
].join('|'), 'i');

const WHOLE_CLAUSE = new RegExp(`^(?:${CLAUSE.source})$`, 'i');

/** The clauses of `>=3.11,<4`; undefined when it is not a valid specifier. An empty text allows every version. Source: PEP 440. */
export function parseSpecifier(text: string): VersionClause[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length > 1 && parts[parts.length - 1] === '') {
    parts.pop();
  }
  if (parts.length === 1 && parts[0] === '') {
    return [];
  }
  const clauses: VersionClause[] = [];
  for (const part of parts) {
    if (!WHOLE_CLAUSE.test(part)) {
      return undefined;
    }
    const operator = /^[=!~<>]+/.exec(part)?.[0] ?? '';
    clauses.push({ operator, version: part.slice(operator.length).trim() });
  }
  return clauses;
}

/** Whether it is a valid version (PEP 440). */
export function isVersion(text: string): boolean {
  return explain(text.trim()) !== null;
}

/** Whether the version, pre-releases included, satisfies every clause. A version that is not one satisfies only `===`. */
export function clausesAllow(clauses: VersionClause[], version: string): boolean {
  return clauses.every((clause) => clauseAllows(clause, version.trim()));
}

function clauseAllows({ operator, version: wanted }: VersionClause, version: string): boolean {
  if (operator === '===') {
    return version.toLowerCase() === wanted.toLowerCase();
  }
  const candidate = explain(version);
  const bound = explain(wanted.replace(/\.\*$/, ''));
  if (!candidate || !bound) {
    return false;
  }
  const release = (release_: number[], index: number) => release_[index] ?? 0;
  const startsWith = (prefix: number[]) => candidate.epoch === bound.epoch
    && prefix.every((number, index) => release(candidate.release, index) === number);
  const publicPart = version.split('+')[0];
  switch (operator) {
    case '==':
    case '!=': {
      const same = wanted.endsWith('.*') ? startsWith(bound.release) : compare(bound.local ? version : publicPart, wanted) === 0;
      return same === (operator === '==');
    }
    case '~=':
      return compare(publicPart, wanted) >= 0 && startsWith(bound.release.slice(0, -1));
    case '<=':
      return compare(publicPart, wanted) <= 0;
    case '>=':
      return compare(publicPart, wanted) >= 0;
    case '<':
      // Pre-releases of the version itself are not below it.
      return compare(version, bound.is_prerelease ? wanted : `${wanted}.dev0`) < 0;
    default:
      // Neither are its post-releases and local builds above it.
      return compare(publicPart, wanted) > 0 && !(candidate.is_postrelease && !bound.is_postrelease && !bound.is_devrelease
        && compare(publicPart.replace(POST_AND_REST, ''), wanted) === 0);
  }
}
