import { parse } from 'yaml';
import { SourceFolder } from './source-folder';
import { isTable, TomlTable } from './toml-file';

/** Longer files are data. */
const LONGEST = 500_000;

/** The table that a YAML file is; undefined when there is no such file, or when it is something else: those who need it say what is wrong. */
export function readYaml(source: SourceFolder, file: string): TomlTable | undefined {
  const text = source.isFile(file) ? source.readBytes(file)?.toString() ?? '' : '';
  try {
    const value: unknown = text.length > LONGEST ? undefined : parse(text, { logLevel: 'silent', schema: 'core' });
    return isTable(value) ? value : undefined;
  } catch {
    // Syntax errors, aliases that multiply, brackets deeper than the stack: the library has an error of its own for each.
    return undefined;
  }
}
