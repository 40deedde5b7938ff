import { createHash } from 'crypto';
import { parse } from 'smol-toml';

/** How `json.dumps` of Python puts a value together. */
export interface PythonJsonStyle {
  readonly item: string;
  readonly key: string;
}

/** `json.dumps(value, sort_keys=True)`. */
export const PLAIN: PythonJsonStyle = { item: ', ', key: ': ' };
/** `json.dumps(value, sort_keys=True, separators=(",", ":"))`. */
export const COMPACT: PythonJsonStyle = { item: ',', key: ':' };

/** A table of TOML in which whole numbers are bigint: Python writes 1 and 1.0 differently. */
export type ExactTable = Record<string, unknown>;

/** Parses TOML that was read without a mistake before. */
export function parseExact(text: string): ExactTable {
  return parse(text, { integersAsBigInt: true });
}

/** The table at a key, or an empty one. */
export function exactTable(table: ExactTable, ...keys: string[]): ExactTable {
  let current: unknown = table;
  for (const key of keys) {
    current = isExactTable(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return isExactTable(current) ? current : {};
}

export function isExactTable(value: unknown): value is ExactTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/**
 * The SHA-256 of a value as Python's json module writes it with sorted keys. Undefined for a value with a number or a date in it that the two
 * languages spell differently: what cannot be compared is left to the tool in the build.
 */
export function pythonHash(value: unknown, style: PythonJsonStyle): string | undefined {
  const text = dump(value, style);
  return text === undefined ? undefined : createHash('sha256').update(text).digest('hex');
}

function dump(value: unknown, style: PythonJsonStyle): string | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value);
  }
  if (typeof value === 'string') {
    return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => dump(item, style));
    return items.includes(undefined) ? undefined : `[${items.join(style.item)}]`;
  }
  if (!isExactTable(value)) {
    return undefined;
  }
  const entries = Object.keys(value).sort().map((key) => {
    const item = dump(value[key], style);
    return item === undefined ? undefined : `${dump(key, style)}${style.key}${item}`;
  });
  return entries.includes(undefined) ? undefined : `{${entries.join(style.item)}}`;
}
