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
  /** Its packages as requirements: what it takes from PyPI, and those of conda by their names there. */
  readonly requirements: string[];
  /** Packages of conda that are programs, compilers and libraries of C: no packages of Python. */
  readonly others: string[];
}

/** Packages of Python that conda has under another name. */
const RENAMED: Readonly<Record<string, string>> = {
  'pytorch': 'torch', 'pytorch-cpu': 'torch', 'pytorch-gpu': 'torch', 'opencv': 'opencv-python-headless', 'py-opencv': 'opencv-python-headless', 'matplotlib-base': 'matplotlib',
  'tensorflow-gpu': 'tensorflow', 'tensorflow-cpu': 'tensorflow', 'py-xgboost': 'xgboost', 'pyyaml': 'PyYAML', 'msgpack-python': 'msgpack', 'pytables': 'tables', 'seaborn-base': 'seaborn',
  'python-graphviz': 'graphviz', 'dask-core': 'dask', 'snowflake-connector-python': 'snowflake-connector-python', 'ipython_genutils': 'ipython-genutils', 'pyqt': 'PyQt5',
};
/** Programs, compilers and libraries of C, and what only conda has. */
const NO_PYTHON = /^(?:python_abi|_.*|lib(?!rosa|cst|sass).*|nodejs|openjdk|java.*|git|git-lfs|make|cmake|ninja|gcc.*|gxx.*|clang.*|gfortran.*|cudatoolkit|cuda.*|cudnn|nccl|mkl|mkl-service|blas|openblas|ffmpeg|openssl|ca-certificates|sqlite|zlib|bzip2|xz|tk|readline|ncurses|ld_impl.*|gdal|geos|proj|graphviz|r-.*|postgresql|redis|nginx|curl|wget|vim|conda.*|mamba|compilers|c-compiler|cxx-compiler|pkg-config|pytorch-cuda|pytorch-mutex|cpuonly|hdf5|nomkl|intel-openmp|icu|jpeg|tesseract|poppler|pandoc|imagemagick)$/;

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
  return { ...words(specs.map(([, name = '']) => name), fromPip), ...asRequirements(specs.map(([, name = '', version = '']) => [name, version]), fromPip), ...(python !== undefined && { python: python.replace(/\.\*?$/, '') }) };
}

function ofPixi(source: SourceFolder, file: string): Omit<CondaEnvironment, 'file'> {
  const table = parseToml(source.read(file) ?? '', file);
  const version = tableAt(table, 'dependencies')?.python;
  const python = typeof version === 'string' ? /^==?\s*(\d+\.\d+)/.exec(version)?.[1] ?? /^(\d+\.\d+)(?:\.\*)?$/.exec(version)?.[1] : undefined;
  const fromPyPi = Object.entries(tableAt(table, 'pypi-dependencies') ?? {}).map(([name, value]) => requirementOf(name, value));
  const fromConda = Object.entries(tableAt(table, 'dependencies') ?? {}).map(([name, value]): [string, string] => [name, textOf(isTable(value) ? value.version : value)]);
  return { ...words(fromConda.map(([name]) => name), fromPyPi), ...asRequirements(fromConda, fromPyPi.map((word) => word.replace(/^-/, ''))), ...(python !== undefined && { python }) };
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

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The names and versions of conda as pip writes them, and what pip takes already. Source: conda, "Package match specifications". */
function asRequirements(conda: [string, string][], fromPip: string[]): Pick<CondaEnvironment, 'requirements' | 'others'> {
  const named = conda.map(([name, version]): [string, string] => [name.replace(/^.*::/, '').replace(/\[.*$/, '').toLowerCase(), version]).filter(([name]) => name !== '' && !PYTHON_ITSELF.test(name));
  return {
    requirements: [
      ...named.filter(([name]) => !NO_PYTHON.test(name)).map(([name, version]) => `${Object.hasOwn(RENAMED, name) ? RENAMED[name] : name}${specifierOf(version)}`),
      ...fromPip,
    ],
    others: named.map(([name]) => name).filter((name) => NO_PYTHON.test(name)),
  };
}

/** `=1.26` and `1.26.*` are `==1.26.*`; what follows a second sign names a build of conda. */
function specifierOf(written: string): string {
  const version = written.trim().replace(/\s+/g, '');
  const exact = /^(=?)(=?)v?(\d[\w.]*?)(\.?\*)?(?:=[\w*.]+)?$/.exec(version);
  if (exact !== null) {
    const [, first, second, number, star] = exact;
    const fuzzy = star !== undefined || (first === '=' && second === '' && number.split('.').length < 3);
    return `==${number}${fuzzy ? '.*' : ''}`;
  }
  return /^[<>=!~][^|]*$/.test(version) ? version : '';
}
