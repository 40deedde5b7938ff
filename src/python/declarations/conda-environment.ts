import { SourceFolder } from '../source/source-folder';
import { isTable, parseToml, stringsOf, tableAt } from '../source/toml-file';
import { readYaml } from '../source/yaml-file';

/** An environment of conda or pixi. */
export interface CondaEnvironment {
  readonly file: string;
  /** What it takes from PyPI. Undefined when it takes something from conda that is not Python itself: those packages are others. */
  readonly words?: string[];
  /** The Python, as it is written: `3.12`. */
  readonly python?: string;
}

/** Packages of conda that every environment has of itself. */
const PYTHON_ITSELF = /^(?:[\w.-]+::)?(?:python|pip|setuptools|wheel)$/;

/** Reads environment.yml and pixi.toml; undefined when there is none. Sources: conda, "Creating an environment file manually"; Pixi, "Manifest". */
export function readCondaEnvironment(source: SourceFolder): CondaEnvironment | undefined {
  const file = ['environment.yml', 'environment.yaml', 'conda.yml', 'pixi.toml'].find((name) => source.isFile(name));
  return file === undefined ? undefined : { file, ...file === 'pixi.toml' ? ofPixi(source, file) : ofConda(source, file) };
}

function ofConda(source: SourceFolder, file: string): Omit<CondaEnvironment, 'file'> {
  const listed = readYaml(source, file)?.dependencies;
  const entries: unknown[] = Array.isArray(listed) ? listed : [];
  const fromPip = entries.flatMap((entry) => isTable(entry) ? stringsOf(entry.pip) : []);
  const specs = entries.filter((entry): entry is string => typeof entry === 'string').map((entry) => /^\s*([^\s=<>!~]+)\s*(.*)$/.exec(entry) ?? []);
  const python = /^==?\s*(\d+\.\d+[\w.]*)/.exec(specs.find(([, name]) => name === 'python')?.[2] ?? '')?.[1];
  return { ...words(specs.map(([, name = '']) => name), fromPip), ...(python !== undefined && { python: python.replace(/\.\*?$/, '') }) };
}

function ofPixi(source: SourceFolder, file: string): Omit<CondaEnvironment, 'file'> {
  const table = parseToml(source.read(file) ?? '', file);
  const version = tableAt(table, 'dependencies')?.python;
  const python = typeof version === 'string' ? /^==?\s*(\d+\.\d+)/.exec(version)?.[1] ?? /^(\d+\.\d+)(?:\.\*)?$/.exec(version)?.[1] : undefined;
  const fromPyPi = Object.entries(tableAt(table, 'pypi-dependencies') ?? {}).map(([name, value]) => requirementOf(name, value));
  return { ...words(Object.keys(tableAt(table, 'dependencies') ?? {}), fromPyPi), ...(python !== undefined && { python }) };
}

/** A word that starts with a dash is none that can be installed: what stands there is not understood. */
function requirementOf(name: string, value: unknown): string {
  const version = isTable(value) ? value.version : value;
  const extras = isTable(value) ? stringsOf(value.extras) : [];
  const known = !isTable(value) || Object.keys(value).every((key) => key === 'version' || key === 'extras');
  return typeof version === 'string' && known ? `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${version === '*' ? '' : version}` : `-${name}`;
}

function words(conda: string[], fromPip: string[]): Pick<CondaEnvironment, 'words'> {
  return conda.every((name) => PYTHON_ITSELF.test(name)) && fromPip.length > 0 && !fromPip.some((word) => word.trim().startsWith('-')) ? { words: fromPip } : {};
}
