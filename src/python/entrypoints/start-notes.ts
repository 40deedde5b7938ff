import { containerNotes } from './container-notes';
import { hasSecret } from './container-start';
import { collectingProp, staticRootOf } from './django-site';
import { droppedOptions } from './dropped-options';
import type { Entrypoint } from './entrypoint';
import { moduleFiles } from './port-variable';
import { fileCommands, ProgramCommands, programCommands } from './program-commands';
import type { PythonProject } from '../python-project';
import { nearScript } from './script-check';
import { servedCalls } from './served-calls';
import { WebObjects } from './web-object';
import { processProp } from './written-process';
import { shortened } from '../../private/shortened';

/** Something that the owner of a project should know of its start, which is no mistake. */
export interface StartNote {
  /** What it is about, as an id of a message. */
  readonly id: 'arguments' | 'address' | 'options' | 'script' | 'before' | 'container' | 'collectstatic';
  readonly text: string;
  /** What to write. */
  readonly write: string;
}

/** Commands that serve, by custom. */
const SERVES = ['serve', 'server', 'runserver', 'run-server', 'start', 'run', 'web', 'webserver', 'api', 'daemon', 'worker', 'up', 'launch', 'listen', 'ui'];

/** What is to be said of a start that was found: a program that is given no command, a server that nothing outside of the container reaches, options that are elsewhere. */
export function startNotes(project: PythonProject, entrypoint: Entrypoint): StartNote[] {
  return [...programNotes(project, entrypoint), ...containerNotes(project, entrypoint)];
}

function programNotes(project: PythonProject, entrypoint: Entrypoint): StartNote[] {
  const { program } = entrypoint._names;
  if (program === undefined) {
    return [...optionsNotes(project, entrypoint), ...collectingNotes(project, entrypoint)];
  }
  const { kind, name, line } = program;
  const objects = new WebObjects(project);
  const [module, called] = (Object.hasOwn(project.consoleScripts, name) ? project.consoleScripts[name] : '').replace(/\[.*$|\s/g, '').split(':');
  const script = kind === 'console-script';
  const files = (script ? module === '' ? [] : moduleFiles(project, module) : kind === 'module' ? moduleFiles(project, name) : [name]).filter((file) => project._source.isFile(file));
  const waits = script ? programCommands(project, objects, module, called ?? '') : files.map((file) => fileCommands(project, objects, file)).find((found) => found !== undefined);
  const local = files.flatMap((file) => servedCalls(objects.source(file)).filter((call) => call.closed).map((call) => ({ ...call, file })))[0];
  return [
    ...(waits === undefined ? [] : [argumentsNote(line, waits)]),
    ...(local === undefined ? [] : [{
      id: 'address' as const,
      text: `${local.file} has ${local.name} listen on ${local.host}, which nothing outside of the container reaches`,
      write: `${local.write} in ${local.file}`,
    }]),
  ];
}

function optionsNotes(project: PythonProject, entrypoint: Entrypoint): StartNote[] {
  const command = droppedOptions(project._source, entrypoint);
  return command === undefined || hasSecret(command.line.split(/\s+/)) ? [] : [{
    id: 'options',
    text: `${command.file} starts the application with options of its own (${command.line}), and the image starts ${entrypoint._written} without them`,
    write: processProp(command.line),
  }];
}

/** Static files of Django that are collected when a container starts: into the tree of the app, mostly, which is read-only. */
function collectingNotes(project: PythonProject, { _names: { process = '' } }: Entrypoint): StartNote[] {
  const root = /\bcollectstatic\b/.test(process) ? staticRootOf(project, []) : undefined;
  return root === undefined ? [] : [{
    id: 'collectstatic',
    text: `the command collects static files when the container starts (${process}), which fails where STATIC_ROOT of ${root.file} lies in the tree of the app: nobody writes there`,
    write: `${collectingProp(root)}, and run what else the command does before a deployment: a task of the same image`,
  }];
}

/** What is to be said of a start that a user chose: a console script that the project does not declare, and a dependency may have, beside one of nearly that name. */
export function chosenNotes(project: PythonProject, entrypoint: Entrypoint): StartNote[] {
  const { kind, name = '' } = entrypoint._names.program ?? {};
  const near = kind === 'console-script' ? nearScript(project, name) : undefined;
  return near === undefined ? [] : [{
    id: 'script', text: `the project has no console script ${name}, and has ${near}: the build fails unless a dependency has one of that name`, write: `entrypoint: Entrypoint.consoleScript('${near}')`,
  }];
}

function argumentsNote(program: string, { commands, group }: ProgramCommands): StartNote {
  const usual = SERVES.find((one) => commands.includes(one)) ?? (commands.length === 1 ? commands[0] : undefined);
  const shown = shortened(commands);
  return {
    id: 'arguments',
    text: group ? `${program} is a program of several commands${shown === '' ? '' : ` (${shown})`}, and the image starts it with none`
      : `${program} wants arguments, and the image starts it with none`,
    write: processProp(`${program} ${usual ?? (group ? 'COMMAND' : 'ARGUMENTS')}`),
  };
}
