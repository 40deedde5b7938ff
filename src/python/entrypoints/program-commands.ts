import type { PythonProject } from '../python-project';
import type { WebObjects } from './web-object';
import { moduleFile } from '../source/project-layout';
import type { PythonSource } from '../syntax/python-source';

/** What a program asks of those who start it. */
export interface ProgramCommands {
  /** The commands that it has; empty where they are not known, as in a program that takes other arguments. */
  readonly commands: string[];
  /** Whether it is commands that it waits for, and not some other argument. */
  readonly group: boolean;
}

/** Objects that are a program of commands. Sources: the manuals of Click, Typer, Cyclopts and Flask's command line. */
const GROUPS = /^(?:typer\.Typer|(?:click|rich_click|asyncclick|cloup)\.Group|cyclopts\.App|flask\.cli\.FlaskGroup)$/;
/** A group that does something by itself. */
const ALONE = /invoke_without_command\s*=\s*True|DefaultGroup|default_if_no_args|(?:^|\s)@\w+\.default\b/;
/** Arguments by their place that argparse and Click do not let anybody leave out. */
const POSITIONAL = /\.add_argument\(\s*["'][a-z]\w*["'](?![^)]*(?:nargs\s*=\s*["'][?*]|default\s*=))|@click\.argument\(\s*["']\w+["'](?![^)]*(?:required\s*=\s*False|nargs\s*=\s*-1|default\s*=))/;
/** An import of an import of an import … */
const DEEPEST = 4;

/**
 * What the function or the object of a module waits for when it is started as a program: one of its commands, or an argument. Undefined for what starts
 * without any, and for what nobody sees without running it.
 */
export function programCommands(project: PythonProject, objects: WebObjects, module: string, called: string): ProgramCommands | undefined {
  const file = module === '' ? undefined : moduleFile(project._layout, project._source, module);
  return file === undefined ? undefined : commandsAt(project, objects, file, called, 0);
}

/** The same for a file that runs as `__main__`. */
export function fileCommands(project: PythonProject, objects: WebObjects, file: string): ProgramCommands | undefined {
  const { top } = objects.source(file);
  const called = [...top.main?.expressions ?? [], ...top.expressions]
    .flatMap(({ callee, positional }) => positional.length === 0 ? callee?.dotted ?? [] : []);
  return called.map((name) => commandsAt(project, objects, file, name.replace(/\.main$/, ''), 1)).find((found) => found !== undefined) ?? ofArgparse(objects.source(file));
}

function commandsAt(project: PythonProject, objects: WebObjects, file: string, name: string, depth: number): ProgramCommands | undefined {
  if (depth > DEEPEST || !/^\w+$/.test(name)) {
    return undefined;
  }
  const source = objects.source(file);
  const { top, imports, text } = source;
  const written = top.functions.find((one) => one.name === name);
  if (written?.decorators.some((decorator) => /(?:^|[._])group$/.test(decorator))) {
    return ALONE.test(text) ? undefined : { commands: commandsOf(source, name), group: true };
  }
  const object = top.assignments.find((one) => one.name === name && GROUPS.test(one.value.callee?.origin ?? ''));
  if (object) {
    const commands = commandsOf(source, name);
    const several = commands.length > 1 || new RegExp(`\\b${name}\\.(?:add_typer|add_command)\\(|@${name}\\.callback\\b`).test(text);
    return several && !ALONE.test(text) ? { commands, group: true } : undefined;
  }
  if (written) {
    const inner = written.body.expressions.flatMap(({ callee, positional }) => positional.length === 0 ? callee?.dotted ?? [] : []).map((one) => one.replace(/\.main$/, ''));
    return inner.map((one) => commandsAt(project, objects, file, one, depth + 1)).find((found) => found !== undefined) ?? ofArgparse(source);
  }
  const origin = imports.get(name) ?? '';
  const parts = absolute(origin, file).split('.');
  const other = parts.length < 2 ? undefined : moduleFile(project._layout, project._source, parts.slice(0, -1).join('.'));
  return other === undefined || other === file ? undefined : commandsAt(project, objects, other, parts[parts.length - 1], depth + 1);

  function absolute(dotted: string, from: string): string {
    const [, dots, rest] = /^(\.*)(.*)$/.exec(dotted) ?? [];
    const folder = from.split('/').slice(0, -dots.length);
    const root = project._layout.importRoots.find((one) => one !== '' && from.startsWith(`${one}/`));
    return dots === '' ? rest : [...folder.slice(root === undefined ? 0 : root.split('/').length), rest].join('.');
  }
}

/** Functions that a group has as its commands: `@cli.command()`, `@app.command("name")`. */
function commandsOf({ text, top }: PythonSource, group: string): string[] {
  const named = new Map([...text.matchAll(new RegExp(`@${group}\\.command\\(\\s*(?:name\\s*=\\s*)?["']([\\w-]+)["'][^]*?\\ndef (\\w+)`, 'g'))].map(([, command, name]) => [name, command]));
  return top.functions.filter(({ decorators }) => decorators.some((one) => one.endsWith(`${group}.command`)))
    .map(({ name }) => named.get(name) ?? name.replace(/_command$|_cmd$/, '').replace(/_/g, '-'));
}

function ofArgparse({ text, modules }: PythonSource): ProgramCommands | undefined {
  const parsers = modules.includes('argparse') && /\.add_subparsers\(/.test(text) ? [...text.matchAll(/\.add_parser\(\s*["']([\w-]+)["']/g)].map(([, name]) => name) : undefined;
  return parsers !== undefined ? { commands: parsers, group: true }
    : /\b(?:argparse|click)\b/.test(modules.join(' ')) && POSITIONAL.test(text) ? { commands: [], group: false } : undefined;
}
