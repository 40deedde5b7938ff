import * as path from 'path';
import { Pyproject } from './pyproject';
import { readSetupCall } from './setup-call';
import { iniList, parseIni } from '../source/ini-file';
import { SourceFolder } from '../source/source-folder';
import { isTable, stringsOf, tableAt, TomlTable } from '../source/toml-file';
import { PythonLiteral } from '../syntax/python-expression';

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
  /** Whether there may be others: setup.py computes them. */
  readonly computed?: boolean;
}

/** What setuptools calls them. Source: Entry points specification of PyPA. */
const KEY = 'console_scripts';

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
  const setup = ofSetupPy(source);
  const all = [
    { scripts: ofTable(tableAt(poetry ?? {}, 'scripts')), files: [], where: '[tool.poetry.scripts]', project: poetry?.name },
    { scripts: ofTable(tableAt(tool, 'flit', 'scripts')), files: [], where: '[tool.flit.scripts]', project: tableAt(tool, 'flit', 'metadata')?.module },
    ofSetupCfg(source),
    setup,
  ];
  const nothing = { scripts: {}, files: [], where: '[project.scripts]', project: project?.name, computed: dynamic };
  const found = all.find(({ scripts, files }) => Object.keys(scripts).length + files.length > 0) ?? (setup.computed ? setup : nothing);
  return {
    scripts: found.scripts, files: filesOf(found.files), where: found.where,
    ...(typeof found.project === 'string' && { project: found.project }), ...('computed' in found && found.computed && { computed: true }),
  };
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
  return { scripts: ofLines(iniList((cfg['options.entry_points'] ?? cfg.entry_points)?.[KEY])), files: iniList(cfg.options?.scripts ?? cfg.files?.scripts), where: 'setup.cfg', project: cfg.metadata?.name };
}

/**
 * `entry_points` is a dictionary of lists, or the text of an INI file. Where it is computed or filled later, the lists of `console_scripts` that are written out
 * somewhere in setup.py are what it is computed from.
 */
function ofSetupPy(source: SourceFolder) {
  const call = readSetupCall(source);
  const { entry_points: given, name, scripts: files } = call?.keywords ?? {};
  const points = given?.literal;
  const computed = call !== undefined && points === undefined && (given !== undefined || !call.decides('entry_points'));
  const written = typeof points === 'string' ? parseIni(points.replace(/^[ \t]+/gm, '')).console_scripts ?? {} : undefined;
  const listed = written ? Object.entries(written).map(([script, target]) => `${script}=${target}`) : linesOf(points);
  const lines = listed.length > 0 ? listed : call?.script.valuesOf(KEY).flatMap(({ literal }) => linesOf({ [KEY]: literal ?? [] })) ?? [];
  return { scripts: ofLines(lines), files: stringsOf(files?.literal), where: 'setup.py', project: name?.literal, computed };
}

function linesOf(points: PythonLiteral | undefined): string[] {
  const list = typeof points === 'object' && points !== null && !Array.isArray(points) ? points[KEY] : undefined;
  const lines = typeof list === 'string' ? iniList(list) : list;
  return Array.isArray(lines) ? lines.filter((line): line is string => typeof line === 'string') : [];
}

function ofLines(lines: string[]): Record<string, string> {
  return Object.fromEntries(lines.flatMap((line) => {
    const [, name, target] = /^([^=]+?)\s*=\s*(\S.*)$/.exec(line.trim()) ?? [];
    return name === undefined ? [] : [[name, target.trim()]];
  }));
}
