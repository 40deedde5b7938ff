import { readPoetry } from './poetry-project';
import { PythonProject } from '../python-project';
import { readSetupCall } from './setup-call';
import { iniList, parseIni } from '../source/ini-file';
import { SourceFolder } from '../source/source-folder';
import { stringsOf, tableAt, TomlTable } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';
import { PythonLiteral } from '../syntax/python-expression';
import { Requirement } from '../syntax/requirement';

/** What a project says itself that it needs, where that can be read without running anything. */
export interface DeclaredMetadata {
  /** Requirements of PEP 508. */
  readonly requirements: string[];
  /** The same for each extra, by normalized name. */
  readonly extras: Record<string, string[]>;
}

/** Reads `[project]`, `[tool.poetry]`, `[tool.flit.metadata]`, setup.cfg and setup.py. Undefined when only the build back end knows. */
export function readMetadata(project: PythonProject): DeclaredMetadata | undefined {
  const source = project._source;
  const pyproject = project._pyproject;
  const standard = pyproject?.project;
  const tool = pyproject?.tool ?? {};
  if (pyproject && tableAt(tool, 'poetry', 'dependencies')) {
    const { main, extras } = readPoetry(pyproject);
    return { requirements: main, extras };
  }
  if (standard) {
    return standard.dynamic.includes('dependencies') ? ofSetuptools(source, tool)
      : { requirements: texts(standard.dependencies), extras: byExtra(standard.optionalDependencies, texts) };
  }
  const flit = tableAt(tool, 'flit', 'metadata');
  if (flit) {
    const extras = tableAt(flit, 'requires-extra') ?? {};
    return { requirements: stringsOf(flit.requires), extras: byExtra(extras, stringsOf) };
  }
  return ofSetup(source);
}

/** `[tool.setuptools.dynamic] dependencies = { file = … }`. */
function ofSetuptools(source: SourceFolder, tool: TomlTable): DeclaredMetadata | undefined {
  const file = tableAt(tool, 'setuptools', 'dynamic', 'dependencies')?.file;
  const files = typeof file === 'string' ? [file] : stringsOf(file);
  const lists = files.map((name) => requirementsIn(source, name));
  return files.length > 0 && lists.every((list) => list !== undefined) ? { requirements: lists.flat(), extras: {} } : undefined;
}

/** setup.cfg is read first; what setup.py says beside it counts, too. */
function ofSetup(source: SourceFolder): DeclaredMetadata | undefined {
  const cfg = parseIni(source.read('setup.cfg') ?? '');
  const written = cfg.options?.install_requires;
  const fromFile = /^file:\s*(.*)$/s.exec(written ?? '')?.[1];
  const listed = fromFile === undefined ? iniList(written)
    : fromFile.split(/[\n,]/).map((name) => requirementsIn(source, name.trim())).reduce((all, list) => all && list && [...all, ...list], []);
  const extrasOfCfg = byExtra(cfg['options.extras_require'] ?? {}, iniList);
  if (!source.isFile('setup.py') || listed === undefined) {
    return listed && withConditions(listed, extrasOfCfg);
  }
  const call = readSetupCall(source);
  if (call?.decides('install_requires') !== true) {
    return undefined;
  }
  const { install_requires: requires, extras_require: optional, pbr } = call.keywords;
  if (pbr !== undefined) {
    return undefined;
  }
  const literal = requires === undefined ? [] : strings(requires.literal);
  const extras = optional?.literal;
  const extrasOfCall = isRecord(extras) ? byExtra(extras, (list) => strings(list) ?? []) : {};
  return literal && withConditions([...listed, ...literal], { ...extrasOfCfg, ...extrasOfCall });
}

/** `:sys_platform == "linux"` is no extra but a condition, and `web:…` the extra with one, as setuptools had it before PEP 508. Source: setuptools, "Dependencies Management". */
function withConditions(requirements: string[], written: Record<string, string[]>): DeclaredMetadata {
  const all = [...requirements];
  const extras: Record<string, string[]> = {};
  for (const [key, list] of Object.entries(written)) {
    const colon = key.indexOf(':');
    const [name, condition] = colon < 0 ? [key, undefined] : [key.slice(0, colon), key.slice(colon + 1)];
    const conditioned = condition === undefined ? list : list.map((text) => {
      const [requirement, marker] = text.split(';', 2).map((part) => part.trim());
      return `${requirement} ; ${marker === undefined ? condition : `(${marker}) and (${condition})`}`;
    });
    if (name.trim() === '') {
      all.push(...conditioned);
    } else {
      const extra = normalizeName(name.trim());
      extras[extra] = [...extras[extra] ?? [], ...conditioned];
    }
  }
  return { requirements: all, extras };
}

function byExtra<T>(lists: Readonly<Record<string, T>>, read: (list: T) => string[]): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).map(([extra, list]) => [extra.includes(':') ? extra : normalizeName(extra), read(list)]));
}

function texts(requirements: Requirement[]): string[] {
  return requirements.map(({ text }) => text);
}

/** The lines of a file of requirements that is nothing more than names; undefined when it has options, which setuptools does not read either. */
function requirementsIn(source: SourceFolder, name: string): string[] | undefined {
  const lines = source.read(source.normalize(name, 'the project'))?.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, '').trim()).filter((line) => line !== '');
  return lines?.some((line) => line.startsWith('-')) ? undefined : lines;
}

function strings(literal: PythonLiteral | undefined): string[] | undefined {
  const list = typeof literal === 'string' ? iniList(literal) : literal;
  return Array.isArray(list) && list.every((item): item is string => typeof item === 'string') ? list : undefined;
}

function isRecord(literal: PythonLiteral | undefined): literal is Record<string, PythonLiteral> {
  return typeof literal === 'object' && literal !== null && !Array.isArray(literal);
}
