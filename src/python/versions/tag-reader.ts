import { carriedExpression } from './tag-expression';
import { globToRegExp } from '../source/glob';
import { stringsOf, tableAt, TomlTable } from '../source/toml-file';

/** `v1.2.3`, `shop-1.2.3`, `release/1.2.3`. Source: the default of setuptools-scm. */
const TAG = /^(?:[\w./-]*?[-/])?[vV]?(\d+(?:\.\d+)*[^/\s+]*)(?:\+.*)?$/;

/** The version in the name of a tag; undefined for a tag of something else. */
export type TagReader = (tag: string) => string | undefined;

/** Reads tags as tools do by default. */
export const readTag: TagReader = (tag) => versionIn(TAG.exec(tag));

/**
 * Reads tags as the options of a tool have them: by a regular expression with the version in its first group or the one of that name, among those that `--match` of git
 * takes. A monorepo has tags of its other projects, too. A text says why they cannot be read so.
 */
export function tagReader(table: TomlTable): TagReader | string {
  const options = { ...table, ...tableAt(table, 'raw-options'), ...tableAt(table, 'scm', 'git') };
  const [key, written] = ['tag_regex', 'tag-pattern'].map((name) => [name, options[name]] as const).find(([, one]) => typeof one === 'string') ?? [];
  const command = [options.git_describe_command, options.describe_command].find((one) => one !== undefined);
  const words = typeof command === 'string' ? command.split(/\s+/).map((word) => word.replace(/["']/g, '')) : stringsOf(command);
  const match = words.flatMap((word, n) => word === '--match' ? words[n + 1] ?? [] : /^--match=(.+)$/.exec(word)?.[1] ?? []);
  // A star of git goes over slashes.
  const tests = (typeof options.tag_filter === 'string' ? [options.tag_filter] : match).map((glob) => globToRegExp(glob.replace(/\*+/g, '**')));
  const fits = (tag: string) => tests.length === 0 || tests.some((test) => test.test(tag));
  if (typeof written !== 'string') {
    return (tag) => fits(tag) ? readTag(tag) : undefined;
  }
  const expression = carriedExpression(written);
  return expression === undefined ? `${key} = ${JSON.stringify(written)} is an expression that is not read here`
    : (tag) => fits(tag) ? versionIn(expression.exec(tag)) : undefined;
}

function versionIn(found: RegExpExecArray | null): string | undefined {
  return (found?.groups?.version ?? found?.[1])?.replace(/^[vV](?=\d)/, '');
}
