import { globToRegExp } from '../source/glob';
import { stringsOf, tableAt, TomlTable } from '../source/toml-file';

/** `v1.2.3`, `shop-1.2.3`, `release/1.2.3`. Source: the default of setuptools-scm. */
const TAG = /^(?:[\w./-]*?[-/])?[vV]?(\d+(?:\.\d+)*[^/\s+]*)(?:\+.*)?$/;

/** The version in the name of a tag; undefined for a tag of something else. */
export type TagReader = (tag: string) => string | undefined;

/**
 * Reads tags as the options of a tool have them: by a regular expression with the version in its first group or the one of that name, among those that `--match` of git
 * takes. A monorepo has tags of its other projects, too.
 */
export function tagReader(table: TomlTable): TagReader {
  const options = { ...table, ...tableAt(table, 'raw-options'), ...tableAt(table, 'scm', 'git') };
  const written = [options.tag_regex, options['tag-pattern']].find((one): one is string => typeof one === 'string');
  const command = [options.git_describe_command, options.describe_command].find((one) => one !== undefined);
  const words = typeof command === 'string' ? command.split(/\s+/).map((word) => word.replace(/["']/g, '')) : stringsOf(command);
  const match = words.flatMap((word, n) => word === '--match' ? words[n + 1] ?? [] : /^--match=(.+)$/.exec(word)?.[1] ?? []);
  const filter = typeof options.tag_filter === 'string' ? [options.tag_filter] : match;
  const tests = filter.map(globToRegExp);
  const pattern = (written === undefined ? undefined : regularExpression(written)) ?? TAG;
  return (tag) => {
    const found = tests.length === 0 || tests.some((test) => test.test(tag)) ? pattern.exec(tag) : null;
    return (found?.groups?.version ?? found?.[1])?.replace(/^[vV](?=\d)/, '');
  };
}

/** An expression of Python; undefined when it has what JavaScript does not know. */
function regularExpression(text: string): RegExp | undefined {
  try {
    return new RegExp(text.replace(/\(\?P</g, '(?<'));
  } catch {
    return undefined;
  }
}
