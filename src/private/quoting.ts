import { CodedError } from './coded-error';

/*
 * The one home for quoting. Each function takes any string and gives text that arrives unchanged in the built image,
 * or throws 'Unquotable' and says why. The rules are those of BuildKit's Dockerfile frontend:
 * https://docs.docker.com/reference/dockerfile/ (environment replacement, COPY, RUN --mount, here-documents).
 */

/** Words that mean the same to a shell, to Docker's shell lexer and to nobody else. */
const PLAIN = /^[A-Za-z0-9_@%+:,./-]+$/;

/** Among the arguments of a command, `=` means nothing to a shell. Before them it is an assignment. */
const PLAIN_ARGUMENT = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** The first word of a command is no command if the shell reads it as grammar. */
const SHELL_GRAMMAR = /^(if|then|elif|else|fi|do|done|case|esac|while|until|for|in|function|select|time|[{}!]|\[\[|\]\])$/;

/** Docker's parser reads a file line by line and refuses longer lines (bytes). */
const LONGEST_LINE = 65_535;

/** A word of a POSIX shell command. `first` is the command's name. */
export function shellWord(word: string, first: boolean = false): string {
  const what = 'a word of a shell command';
  refuse(word, what, /\0/, 'no NUL: no process can be given one');
  refuseIllFormed(word, what);
  const plain = first ? PLAIN.test(word) && !SHELL_GRAMMAR.test(word) && !word.startsWith('--') : PLAIN_ARGUMENT.test(word);
  return plain ? word : `'${word.replace(/'/g, "'\\''")}'`;
}

/**
 * A word that Docker's shell lexer reads: names and values of ENV, LABEL and ARG, the path of WORKDIR, the name of USER. `what` names it in the error.
 * A first word that begins with `--` would be taken for a flag of the instruction, of any instruction.
 */
export function dockerWord(word: string, what: string): string {
  refuseLineBreak(word, what);
  if (PLAIN.test(word) && !word.startsWith('--')) {
    return word;
  }
  // Within single quotes nothing is special, so that form is the easier one to read.
  return /[\\"$]/.test(word) && !word.includes("'") ? `'${word}'` : `"${word.replace(/[\\"$]/g, '\\$&')}"`;
}

/** The value of ENV PATH: folders in front of what the variable has. */
export function prependedPath(folders: string[]): string {
  const what = 'a folder of PATH';
  for (const folder of folders) {
    refusePath(folder, what);
    refuse(folder, what, /:/, 'no ":": it separates the folders');
  }
  return `${dockerWord(folders.join(':'), what)}:$PATH`;
}

/** The name in NAME=value: the parser cuts at the first `=`, quoted or not. */
export function dockerName(name: string, what: string): string {
  if (name === '') {
    throw new CodedError('Unquotable', { what: `${what} is empty`, found: '""', expected: 'a name', write: 'a name of letters, digits, ".", "_" and "-"' });
  }
  refuse(name, what, /=/, 'no "=" in a name: Docker cuts the name there');
  return dockerWord(name, what);
}

/** The arguments of ENTRYPOINT, CMD, HEALTHCHECK CMD and RUN in the exec form, which nothing expands. */
export function jsonArgv(argv: string[], what: string): string {
  for (const word of argv) {
    refuse(word, what, /\0/, 'no NUL: no process can be given one');
    refuseIllFormed(word, what);
  }
  return `[${argv.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** The paths of COPY. Sources are Go wildcard patterns after the expansion of variables; ours are literal. */
export function copyPaths(sources: string[], target: string): string {
  for (const source of sources) {
    refusePath(source, 'a source of COPY');
  }
  refusePath(target, 'the target of COPY');
  const words = [...sources, target];
  if (words.every((word) => PLAIN.test(word)) && !words[0].startsWith('--')) {
    return words.join(' ');
  }
  return jsonArgv([...sources.map((source) => expandable(literalPattern(source))), expandable(target)], 'a path of COPY');
}

/** A path in the build context, which the engine asks its client for in a header of the request. */
export function contextSource(path: string): string {
  const what = 'a path of the source folder';
  refuse(path, what, /[\0-\x1f\x7f]/, 'no control character: the engine cannot ask its client for such a path');
  return path;
}

/** The source of a bind mount in the build context. The engine fetches it by a pattern, but takes it literally: it has to be its own pattern. */
export function contextMountSource(path: string): string {
  const what = 'the source of a mount';
  refuse(path, what, /[[\\]/, 'no "[" and no backslash: the engine looks for another file than the one that it mounts');
  refuse(path, what, /\s$/, 'no blank at the end: the engine looks for the path without it');
  return path;
}

/** The folders of VOLUME: JSON, and yet variables are expanded in it. */
export function volumePaths(paths: string[]): string {
  for (const path of paths) {
    refusePath(path, 'a path of VOLUME');
    refuse(path, 'a path of VOLUME', /^[\s\u0085]|[\s\u0085]$/, 'no blank at its ends: Docker cuts it off');
  }
  return jsonArgv(paths.map(expandable), 'a path of VOLUME');
}

/** The target of a COPY whose source is a here-document: no JSON form there, so it cannot hold a blank. */
export function copyTextTarget(target: string): string {
  const what = 'the target of a COPY of text';
  refusePath(target, what);
  refuse(target, what, /[\t\v\f\r ]/, 'no blank: a COPY with a here-document has no form that can hold one');
  return dockerWord(target, what);
}

/** `--name=value` of an instruction. The parser reads it byte by byte, so only ASCII arrives. */
export function flag(name: string, value: string): string {
  return `--${name}=${flagWord(expandable(value), `--${name}`)}`;
}

/** `--mount=…` of RUN: values that Docker expands, in the fields of a CSV record, in a quoted word. A field may be a name alone. */
export function mountFlag(fields: [string, string?][]): string {
  const record = fields.map(([key, value]) => {
    const field = value === undefined ? key : `${key}=${expandable(value)}`;
    return /[,"]/.test(field) ? `"${field.replace(/"/g, '""')}"` : field;
  });
  return `--mount=${flagWord(record.join(','), `a RUN --mount of type ${fields[0][1]}`)}`;
}

/** A word that ends a here-document of this text: no line of the text is equal to it. */
export function heredocEnd(text: string): string {
  refuse(text, 'the text of a here-document', /\0/, 'no NUL');
  refuseIllFormed(text, 'the text of a here-document');
  const lines = new Set(text.split('\n').map((line) => line.replace(/\r+$/, '')));
  for (let n = 1; ; n++) {
    const word = n === 1 ? 'EOF' : `EOF${n}`;
    if (!lines.has(word)) {
      return word;
    }
  }
}

/** A comment line for each line of the text. */
export function commentLines(text: string): string[] {
  refuse(text, 'a comment', /\0/, 'no NUL');
  refuseIllFormed(text, 'a comment');
  return text.split(/\r\n|[\r\n]/).map((line) => `# ${line}`.trimEnd());
}

/** Lines as the parser can read them. */
export function checkedLines(lines: string[], what: string): string[] {
  const long = lines.find((line) => line.length * 3 > LONGEST_LINE && Buffer.byteLength(line) > LONGEST_LINE);
  if (long !== undefined) {
    throw new CodedError('Unquotable', {
      what: `${what} is too long for a line of a Dockerfile`,
      found: `${Buffer.byteLength(long)} bytes, beginning ${JSON.stringify(long.slice(0, 40))}`,
      expected: `at most ${LONGEST_LINE} bytes`,
      write: 'a file in the build context, and copy it',
    });
  }
  return lines;
}

/** Escapes what Docker's shell lexer would take away or expand. A leading byte order mark would be dropped, so it is escaped as well. */
function expandable(word: string): string {
  return word.replace(/[\\$"']|^\uFEFF/g, '\\$&');
}

/**
 * A pattern that matches just this path. Every special character becomes a class of one escaped character:
 * Docker reads `\*` as a literal path with a backslash where no other wildcard stands, and `[*]` as a wildcard where it filters the context.
 * A blank at the end becomes a class too, or the filter would cut it off.
 */
function literalPattern(path: string): string {
  return path.replace(/[*?[\\^]/g, '[\\$&]').replace(/[\s\u0085]$/, '[$&]');
}

/** A word among the flags of an instruction: the parser takes off one level of quotes and backslashes. */
function flagWord(word: string, what: string): string {
  refuseLineBreak(word, what);
  refuse(word, what, /[^\0-\x7f]/, 'ASCII: Docker reads the flags of an instruction byte by byte');
  return word.replace(/[\\"'\s]/g, '\\$&');
}

function refusePath(path: string, what: string): void {
  if (path === '') {
    throw new CodedError('Unquotable', { what: `${what} is empty`, found: '""', expected: 'a path', write: '"." for the whole folder' });
  }
  refuse(path, what, /\0/, 'no NUL: no path can hold one');
  refuseIllFormed(path, what);
}

function refuseLineBreak(word: string, what: string): void {
  refuse(word, what, /\n/, 'one line: no quoting of this instruction can hold a line break');
  refuse(word, what, /\0/, 'no NUL');
  refuseIllFormed(word, what);
}

function refuseIllFormed(text: string, what: string): void {
  refuse(text, what, /\p{Surrogate}/u, 'well-formed Unicode: a lone surrogate has no UTF-8');
}

function refuse(text: string, what: string, pattern: RegExp, expected: string): void {
  if (pattern.test(text)) {
    throw new CodedError('Unquotable', { what: `${what} cannot be written into a Dockerfile unchanged`, found: JSON.stringify(text), expected, write: 'the value without it' });
  }
}
