import * as path from 'path';
import { isSame, SERVES_SITE } from './container-choice';
import { ownCommand } from './container-commands';
import { BACKGROUND } from './container-script';
import { hasSecret } from './container-start';
import type { Entrypoint } from './entrypoint';
import { readProcfile } from './procfile-processes';
import { isPython, pythonTarget } from './python-words';
import { readStartCommand } from './start-commands';
import type { StartNote } from './start-notes';
import { isTaken, startedFile } from './started-file';
import { WebObjects } from './web-object';
import { processProp } from './written-process';
import { shortened } from '../../private/shortened';
import type { PythonProject } from '../python-project';

/** What collects static files has a note of its own. */
const COLLECTS = /\scollectstatic\b/;
/** Longer lines are no command that anybody reads. */
const LONGEST = 200;

/**
 * What the project's own Dockerfile does when its container starts, and the image does not: commands before the program, a program that measures it, another program that nothing
 * here knows. Where a Procfile or the file of a platform says how the project starts, the Dockerfile is not asked.
 */
export function containerNotes(project: PythonProject, entrypoint: Entrypoint): StartNote[] {
  const { _source: source } = project;
  const command = readProcfile(source) ?? readStartCommand(source) ? undefined : ownCommand(source);
  if (command === undefined) {
    return [];
  }
  const { file, script = file, line, instrument } = command;
  const words = line.split(/\s+/);
  const program = path.posix.basename(words[0]);
  // A line with a secret is shown nowhere.
  const secret = hasSecret(words);
  const before = command.before.filter((one) => !COLLECTS.test(one) && !entrypoint._written.includes(one) && !hasSecret(one.split(/\s+/)));
  const started = startedFile(project, command);
  const same = started !== undefined && isSame(project, new WebObjects(project), { entrypoint, where: '' }, { ...started, line });
  const several = program === 'supervisord' || BACKGROUND.test(line);
  // A file or a module that is not there is that of an old Dockerfile; `app.handler` is what an image of Lambda is given.
  const gone = started === undefined && !several && (isTaken(program) || (isPython(program) && pythonTarget(words.slice(1)) >= 0));
  const chosen = entrypoint._names.program === undefined && entrypoint._written.startsWith('process(') && !several;
  const known = same || SERVES_SITE.test(line) || gone || chosen || /^\w+(?:\.\w+)+$/.test(line) || Object.hasOwn(project.consoleScripts, program) || entrypoint._written.includes(`'${program}`);
  return [
    ...(before.length === 0 ? [] : [{
      id: 'before' as const,
      text: `${script} runs ${shortened(before)} before the app, and the image does not`,
      write: `a container of the task that runs first, or a task before the deployment, of the same image: entryPoint: [${entryPoint(before)}]`,
    }]),
    ...(instrument === undefined || secret || hasSecret(instrument.split(/\s+/)) ? [] : [{
      id: 'container' as const, text: `${file} starts the app by ${instrument.split(' ')[0]}, and the image starts it without`, write: processProp(`${instrument} ${line}`),
    }]),
    ...(line === '' || line.length > LONGEST || known || secret ? [] : [{
      id: 'container' as const,
      text: several ? `${file} starts several programs (${line}), and the image starts ${entrypoint._written} alone: a container for each of them has its own log, and is started again by itself`
        : `${file} starts ${line}, and the image starts ${entrypoint._written}`,
      write: several ? "another container of the same image for each of the others: entryPoint: ['…']" : `${processProp(command.folder === '' ? line : `cd ${command.folder} && ${line}`)}, where that is meant`,
    }]),
  ];
}

/** The words of one command, or of a shell that runs several. */
function entryPoint(commands: string[]): string {
  const words = commands.length === 1 ? commands[0].split(' ') : ['sh', '-c', commands.join(' && ')];
  return words.map((word) => `'${word.replace(/[\\']/g, '\\$&')}'`).join(', ');
}
