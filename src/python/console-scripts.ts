import * as path from 'path';
import { iniList, parseIni } from './ini-file';
import { Pyproject } from './pyproject';
import { PythonLiteral } from './python-expression';
import { PythonSource } from './python-source';
import { readPython } from './python-text';
import { SourceFolder } from './source-folder';
import { isTable, stringsOf, tableAt, TomlTable } from './toml-file';

/** The console scripts that installing a project gives, and who says so. */
export interface ConsoleScripts {
  /** Name to `module:function`. */
  readonly scripts: Record<string, string>;
  /** Names of scripts that are files of the project, which installing copies: `scripts=["bin/tool"]`. */
  readonly files: string[];
  /** Where they are written: `[tool.poetry.scripts]`, `setup.cfg`. */
  readonly where: string;
  /** The name of the project that stands there. */
  readonly project?: string;
}

/**
 * Reads `[project.scripts]`; where there is no `[project]`, or scripts are dynamic in it, those of Poetry and Flit, and the entry points of
 * setup.cfg and setup.py, as far as they are written out.
 */
export function readConsoleScripts(source: SourceFolder, pyproject?: Pyproject): ConsoleScripts {
  const { project, tool = {} } = pyproject ?? {};
  const filesOf = (value: unknown) => stringsOf(value).map((file) => path.posix.basename(file));
  const dynamic = project?.dynamic.some((key) => key === 'scripts' || key === 'entry-points') ?? false;
  if (project && !dynamic) {
    return { scripts: project.scripts, files: filesOf(tableAt(tool, 'setuptools')?.['script-files']), where: '[project.scripts]', ...(project.name !== undefined && { project: project.name }) };
  }
  const poetry = tableAt(tool, 'poetry');
  const found = [
    { scripts: ofTable(tableAt(poetry ?? {}, 'scripts')), files: [], where: '[tool.poetry.scripts]', project: poetry?.name },
    { scripts: ofTable(tableAt(tool, 'flit', 'scripts')), files: [], where: '[tool.flit.scripts]', project: tableAt(tool, 'flit', 'metadata')?.module },
    ofSetupCfg(source),
    ofSetupPy(source),
  ].find(({ scripts, files }) => Object.keys(scripts).length + files.length > 0);
  return found === undefined ? { scripts: {}, files: [], where: '[project.scripts]' }
    : { scripts: found.scripts, files: filesOf(found.files), where: found.where, ...(typeof found.project === 'string' && { project: found.project }) };
}

/** `name = "module:function"`, and `{ reference = …, type = "console" }` as Poetry has it. */
function ofTable(table: TomlTable | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(table ?? {}).flatMap(([name, value]) => {
    const target = isTable(value) && value.type !== 'file' ? value.reference ?? value.callable : value;
    return typeof target === 'string' ? [[name, target]] : [];
  }));
}

function ofSetupCfg(source: SourceFolder) {
  const cfg = parseIni(source.read('setup.cfg') ?? '');
  return { scripts: ofLines(iniList(cfg['options.entry_points']?.console_scripts)), files: iniList(cfg.options?.scripts ?? cfg.files?.scripts), where: 'setup.cfg', project: cfg.metadata?.name };
}

/** `entry_points` is a dictionary of lists, or the text of an INI file. */
function ofSetupPy(source: SourceFolder) {
  const [call, ...others] = PythonSource.parse(readPython(source, 'setup.py') ?? '').calls('setuptools.setup', 'distutils.core.setup', 'setup');
  const keywords = others.length === 0 ? call?.keywords ?? {} : {};
  const points = keywords.entry_points?.literal;
  const written = typeof points === 'string' ? parseIni(points.replace(/^[ \t]+/gm, '')).console_scripts ?? {} : undefined;
  const lines = written ? Object.entries(written).map(([name, target]) => `${name}=${target}`) : linesOf(points);
  return { scripts: ofLines(lines), files: stringsOf(keywords.scripts?.literal), where: 'setup.py', project: keywords.name?.literal };
}

function linesOf(points: PythonLiteral | undefined): string[] {
  const list = typeof points === 'object' && points !== null && !Array.isArray(points) ? points.console_scripts : undefined;
  const lines = typeof list === 'string' ? iniList(list) : list;
  return Array.isArray(lines) ? lines.filter((line): line is string => typeof line === 'string') : [];
}

function ofLines(lines: string[]): Record<string, string> {
  return Object.fromEntries(lines.flatMap((line) => {
    const [, name, target] = /^([^=]+?)\s*=\s*(\S.*)$/.exec(line.trim()) ?? [];
    return name === undefined ? [] : [[name, target.trim()]];
  }));
}
