import * as path from 'path';
import type { PythonProject } from '../python-project';
import { parsedPython } from '../source/parsed-python';

/** What gunicorn's configuration file makes it listen on, written out there. */
export interface GunicornBind {
  /** Undefined for a socket in a file. */
  readonly port?: number;
  /** Nothing outside of the container reaches it. */
  readonly closed: boolean;
}

/**
 * The `bind` of the configuration file: the one that the words name, or else gunicorn.conf.py in the folder of the start. Undefined where the words say it themselves,
 * and where it is computed. Source: gunicorn, "Configuration Overview".
 */
export function gunicornBind({ _source: source }: PythonProject, words: string[], folder = ''): GunicornBind | undefined {
  const line = ` ${words.join(' ')} `;
  const [, named] = /\s(?:-c\s*|--config[= ])\s*["']?(?:file:)?([\w./-]+)/.exec(line) ?? [];
  const file = path.posix.join(folder, named ?? 'gunicorn.conf.py');
  if (/\s(?:-b|--bind)/.test(line) || file.startsWith('..') || path.posix.isAbsolute(file) || !source.isFile(file)) {
    return undefined;
  }
  const said = parsedPython(source, file).top.assignments.filter(({ name }) => name === 'bind').map(({ value }) => value.literal);
  const first = Array.isArray(said[0]) ? said[0][0] : said[0];
  const [, host, number] = typeof first === 'string' && said.length === 1 ? /^(.*?)(?::(\d{1,5}))?$/.exec(first) ?? [] : [];
  return host === undefined ? undefined
    : { closed: /^(?:unix:|fd:|127\.|localhost$|\[::1\]$)/.test(host), ...(number !== undefined && { port: Number(number) }) };
}
