import { SourceFolder } from '../source/source-folder';

/** A declaration of the encoding in one of the first two lines. Source: PEP 263. */
const COOKIE = /^(?:[^\n]*\n)?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** The text of a Python file in the encoding that it declares; undefined when there is none. Bytes that fit no encoding are passed over: Python says so itself. */
export function readPython(source: SourceFolder, file: string): string | undefined {
  const bytes = source.readBytes(file);
  if (bytes === undefined) {
    return undefined;
  }
  const declared = COOKIE.exec(bytes.subarray(0, 1000).toString('latin1'))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(declared.replace(/^latin-1$/i, 'latin1')).decode(bytes);
  } catch {
    return bytes.toString();
  }
}
