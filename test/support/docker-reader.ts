/*
 * How Docker reads a Dockerfile, written from https://docs.docker.com/reference/dockerfile/ (format, parser, environment replacement,
 * here-documents) and https://github.com/moby/buildkit/tree/master/frontend/dockerfile. It shares no code with src/private/quoting.ts:
 * the tests write with the one and read with the other. test/image/quoting.test.ts asks the real engine.
 */

export interface ReadInstruction {
  readonly keyword: string;
  readonly flags: string[];
  readonly rest: string;
  /** The contents of the here-documents. */
  readonly texts: string[];
}

/** The instructions of a file: comments dropped, also within continued lines, continued lines joined, here-documents taken out. */
export function readDockerfile(text: string): ReadInstruction[] {
  const lines = text.split('\n');
  const found: ReadInstruction[] = [];
  let joined = '';
  for (let n = 0; n < lines.length; n++) {
    const line = lines[n].replace(/\r+$/, '');
    if (/^\s*#/.test(line) || line.trim() === '') {
      continue;
    }
    const part = joined === '' ? line.trimStart() : line;
    if (/\\[ \t]*$/.test(part)) {
      joined += part.replace(/\\[ \t]*$/, '');
      continue;
    }
    const [keyword, ...after] = (joined + part).trim().split(/(?<=^\S+)\s+/);
    joined = '';
    const { flags, rest } = splitFlags(after.join(''));
    const texts: string[] = [];
    if (['RUN', 'COPY', 'ADD'].includes(keyword)) {
      for (const end of hereDocuments(rest)) {
        const from = n + 1;
        do {
          n++;
          if (n >= lines.length) {
            throw new Error(`no end of the here-document ${end}`);
          }
        } while (lines[n].replace(/\r+$/, '') !== end);
        texts.push(lines.slice(from, n).map((one) => `${one}\n`).join(''));
      }
    }
    found.push({ keyword, flags, rest, texts });
  }
  return found;
}

/** Quotes and backslashes taken off, variables replaced. */
export function expandWord(word: string, variables: Record<string, string> = {}): string {
  let result = '';
  const chars = Array.from(word.replace(/^\uFEFF/, ''));
  let quote = '';
  for (let n = 0; n < chars.length; n++) {
    const char = chars[n];
    if (quote === "'") {
      quote = char === "'" ? '' : quote;
      result += char === "'" ? '' : char;
    } else if (char === '$') {
      const name = /^(\w+|\{\w+\})/.exec(chars.slice(n + 1).join(''))?.[0];
      result += name === undefined ? '$' : variables[name.replace(/[{}]/g, '')] ?? '';
      n += name?.length ?? 0;
    } else if (char === '\\') {
      const next = chars[n + 1] ?? '';
      const taken = quote === '' || ['\\', '"', '$'].includes(next);
      result += taken ? next : char;
      n += taken ? 1 : 0;
    } else if (char === quote || quote === '' && (char === '"' || char === "'")) {
      quote = quote === '' ? char : '';
    } else {
      result += char;
    }
  }
  if (quote !== '') {
    throw new Error(`no closing ${quote} in ${word}`);
  }
  return result;
}

/** The words of ENV and LABEL, as written. */
export function splitWords(text: string): string[] {
  return text.match(/(?:\\[^]|"(?:\\[^]|[^"\\])*"|'[^']*'|[^\s"'\\])+/g) ?? [];
}

/** NAME=value of each word of ENV or LABEL, expanded. */
export function readPairs(text: string): [string, string][] {
  return splitWords(text).map((word) => {
    const at = word.indexOf('=');
    return [expandWord(word.slice(0, at)), expandWord(word.slice(at + 1))];
  });
}

/** The fields of a --mount, expanded; one that has no value has an empty one. */
export function readMount(flag: string): [string, string][] {
  const fields = flag.replace(/^--mount=/, '').match(/(?<=^|,)(?:"(?:""|[^"])*"|[^,"]*)(?=,|$)/g) ?? [];
  return fields.map((field) => {
    const plain = field.startsWith('"') ? field.slice(1, -1).replace(/""/g, '"') : field;
    const at = plain.indexOf('=');
    return at < 0 ? [plain, ''] : [plain.slice(0, at), expandWord(plain.slice(at + 1))];
  });
}

/** The JSON form of an instruction, if it is one. */
export function readJson(rest: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(rest);
    return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The paths of COPY before the wildcards are resolved, the target last. */
export function readCopyPaths(rest: string): string[] {
  return (readJson(rest) ?? rest.split(/\s+/)).map((word) => expandWord(word));
}

/** Flags lose one level of quotes and backslashes; Docker reads them byte by byte. */
function splitFlags(text: string): { flags: string[]; rest: string } {
  const flags: string[] = [];
  let rest = text;
  for (let match; (match = /^(--(?:\\[^]|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|[^\s"'\\])*)(?:\s+|$)/.exec(rest)) !== null; rest = rest.slice(match[0].length)) {
    const word = match[1].replace(/\\([^])|["']/g, (_, escaped?: string) => escaped ?? '');
    flags.push(Buffer.from(word, 'utf8').toString('latin1'));
  }
  return { flags, rest };
}

function hereDocuments(rest: string): string[] {
  return splitWords(rest).flatMap((word) => /^\d*<<-?(["']?)([^<"']+)\1$/.exec(word)?.[2] ?? []);
}
