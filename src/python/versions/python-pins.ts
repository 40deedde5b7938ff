import { readPlatformPython } from './platform-pythons';
import { PythonRule } from './python-choice';
import { readCondaEnvironment } from '../declarations/conda-environment';
import { readAppEngine } from '../entrypoints/app-engine';
import { SourceFolder } from '../source/source-folder';
import { parseToml, tableAt } from '../source/toml-file';

/** A version of CPython as tools write it: `3.12`, `3.12.4`, `python-3.12.4`, `cpython@3.12`, `3.14.0rc2`, `3.15-dev`. */
const CPYTHON = /^(?:c?python[-@]?)?v?([23](?:\.\d+)?)(?:\.(?:\d+|x|\*|latest))?((?:a|b|rc)\d+|-?dev)?(?:\+gil)?$/i;
/** Pythons that are none of CPython with its lock. */
const OTHER = /^(?:pypy|graalpy|jython|ironpython|micropython|stackless|pyston|cinder|anaconda|miniconda|miniforge|mambaforge|nogil)|^(?:c?python[-@]?)?3\.\d+(?:\.\d+)?(?:t|\+freethreaded)(?:-dev)?$/i;

/**
 * The Pythons that files for version managers and platforms name: `.python-version` (pyenv, uv; one a line, the first is preferred),
 * `.tool-versions` (asdf), mise.toml, runtime.txt (Heroku), app.yaml (App Engine), `[requires]` of a Pipfile; else what a file of another platform says. Names of environments, `system` and `latest` say nothing.
 * They are what the user works with, not what the code can do, so a Python that the app is given goes before them.
 */
export function readPythonPins(source: SourceFolder): PythonRule[] {
  const lines = (file: string) => (source.isFile(file) ? source.read(file) ?? '' : '').split(/\r?\n/)
    .map((line) => line.replace(/#.*$/, '').trim()).filter((line) => line !== '');
  const asdf = lines('.tool-versions').map((line) => line.split(/\s+/)).find(([tool]) => tool === 'python')?.slice(1) ?? [];
  const mise = ['mise.toml', '.mise.toml', '.config/mise.toml'].find((file) => source.isFile(file));
  const conda = readCondaEnvironment(source);
  const pins: [string, string[]][] = [
    ['.python-version', lines('.python-version')],
    ['.tool-versions', asdf],
    [mise ?? '', mise === undefined ? [] : versionsOf(tableAt(parseToml(source.read(mise) ?? '', mise), 'tools')?.python)],
    ['runtime.txt', lines('runtime.txt').slice(0, 1)],
    ['app.yaml', [readAppEngine(source).python ?? ''].map((runtime) => runtime.replace(/^python3(\d+)$/, '3.$1'))],
    [conda?.file ?? '', [conda?.python ?? '']],
    ['Pipfile', source.isFile('Pipfile') ? ofPipfile(source.read('Pipfile') ?? '') : []],
  ];
  const named = pins.flatMap(([file, versions]) => pinOf(file, versions) ?? []);
  const [file, version] = named.length > 0 ? [] : readPlatformPython(source) ?? [];
  return file === undefined || version === undefined ? named : [pinOf(file, [version.replace(/\.\*$/, '')]) ?? []].flat();
}

function versionsOf(value: unknown): string[] {
  return [value].flat().flatMap((item: unknown) => typeof item === 'string' ? [item.trim()]
    : typeof item === 'object' && item !== null && typeof (item as { version?: unknown }).version === 'string' ? [(item as { version: string }).version] : []);
}

function ofPipfile(text: string): string[] {
  const requires = tableAt(parseToml(text, 'Pipfile'), 'requires') ?? {};
  return versionsOf(requires.python_full_version ?? requires.python_version);
}

function pinOf(file: string, versions: string[]): PythonRule | undefined {
  const read = versions.map((written) => ({ written, match: CPYTHON.exec(written), other: OTHER.test(written) || (file === 'runtime.txt' && /^python/i.test(written)) }))
    .filter(({ match, other }) => match || other);
  const known = read.flatMap(({ match }) => match ? [match] : []);
  const says = read.map(({ written }) => written).join(', ');
  if (read.length === 0) {
    return undefined;
  }
  if (known.length === 0) {
    return { file, requiresPython: '===none', says, pinned: true, unsupported: 'the official images have CPython with its lock only' };
  }
  return {
    file,
    says,
    pinned: true,
    requiresPython: known.map(([, version]) => /^\d$/.test(version) ? `>=${version},<${Number(version) + 1}` : `==${version}.*`).join(' || '),
    ...(known.every(([, , suffix]) => suffix !== undefined) && { preRelease: true }),
  };
}
