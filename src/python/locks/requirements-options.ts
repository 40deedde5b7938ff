import { SyntaxProblem } from '../syntax/syntax-problem';

/** An option of a line, by its long name. */
export interface RequirementsOption {
  readonly name: string;
  readonly value: string;
}

const SHORT: Record<string, string> = {
  '-r': '--requirement', '-c': '--constraint', '-e': '--editable', '-i': '--index-url', '-f': '--find-links', '-C': '--config-settings',
  '--pypi-url': '--index-url', '--config-setting': '--config-settings',
};
/** Options with a value. Source: pip's "Requirements File Format", "Supported options". */
const WITH_VALUE = new Set([
  '--requirement', '--constraint', '--editable', '--index-url', '--extra-index-url', '--find-links', '--no-binary', '--only-binary',
  '--trusted-host', '--use-feature', '--hash', '--global-option', '--config-settings', '--install-option', '--uploaded-prior-to',
]);
const WITHOUT_VALUE = new Set(['--no-index', '--prefer-binary', '--require-hashes', '--pre', '--all-releases', '--no-deps', '--always-unzip', '-Z']);

/** Splits a line into the requirement in front and the options behind it. Throws SyntaxProblem for an option that pip does not know. */
export function splitOptions(line: string): { body: string; options: RequirementsOption[] } {
  const options: RequirementsOption[] = [];
  const start = line.startsWith('-') ? 0 : line.search(/\s-{1,2}[A-Za-z]/);
  if (start < 0) {
    return { body: line, options };
  }
  const option = /(-{1,2}[A-Za-z][A-Za-z-]*)(=|\s+|)/y;
  let at = start;
  while (at < line.length) {
    if (/\s/.test(line[at])) {
      at++;
      continue;
    }
    option.lastIndex = at;
    const match = option.exec(line);
    if (!match) {
      throw new SyntaxProblem('an option such as --hash=sha256:…', at);
    }
    let written = match[1];
    let next = at + match[0].length;
    if (!written.startsWith('--') && written.length > 2) {
      // `-rbase.txt`: the value follows at once.
      written = written.slice(0, 2);
      next = at + 2;
    }
    const name = SHORT[written] ?? written;
    if (WITHOUT_VALUE.has(name)) {
      options.push({ name, value: '' });
      at = next;
      continue;
    }
    if (!WITH_VALUE.has(name)) {
      throw new SyntaxProblem('an option that pip knows in a requirements file', at);
    }
    // Outside a requirement an option has the rest of the line, but for the next option.
    const rest = line.slice(next);
    const quoted = /^(["'])(.*?)\1(?=\s|$)/.exec(rest);
    const stop = name === '--editable' ? -1 : rest.search(start === 0 ? /\s+-{1,2}[A-Za-z]/ : /\s/);
    const raw = quoted ? quoted[0] : stop < 0 ? rest : rest.slice(0, stop);
    const value = quoted ? quoted[2] : raw.trim();
    if (value === '') {
      throw new SyntaxProblem(`a value after ${written}`, Math.min(next, line.length));
    }
    options.push({ name, value });
    at = next + raw.length;
  }
  return { body: line.slice(0, start).trim(), options };
}
