import * as path from 'path';
import { isSame } from './container-choice';
import { ownCommand } from './container-commands';
import type { Entrypoint } from './entrypoint';
import { readProcfile } from './procfile-processes';
import { isPython } from './python-words';
import { readStartCommand } from './start-commands';
import type { StartNote } from './start-notes';
import { isTaken, startedFile } from './started-file';
import { WebObjects } from './web-object';
import { processProp } from './written-process';
import { shortened } from '../../private/shortened';
import type { PythonProject } from '../python-project';

/** What collects static files has a note of its own. */
const COLLECTS = /\scollectstatic\b/;

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
  const before = command.before.filter((one) => !COLLECTS.test(one) && !entrypoint._written.includes(one));
  const started = startedFile(project, command);
  const same = started !== undefined && isSame(project, new WebObjects(project), { entrypoint, where: '' }, started);
  const program = path.posix.basename(line.split(/\s+/)[0]);
  // `app.handler` is what an image of Lambda is given.
  const known = started !== undefined || /^\w+(?:\.\w+)+$/.test(line) || isTaken(program) || isPython(program) || Object.hasOwn(project.consoleScripts, program) || entrypoint._written.includes(`'${program}`);
  return [
    ...(before.length === 0 ? [] : [{
      id: 'before' as const,
      text: `${script} runs ${shortened(before)} before the app, and the image does not`,
      write: `a container of the task that runs first, or a task before the deployment, of the same image: entryPoint: [${before[0].split(' ').map((word) => `'${word.replace(/'/g, '')}'`).join(', ')}]`,
    }]),
    ...(instrument === undefined ? [] : [{
      id: 'container' as const, text: `${file} starts the app by ${instrument.split(' ')[0]}, and the image starts it without`, write: processProp(`${instrument} ${line}`),
    }]),
    ...(line === '' || known || same ? [] : [{
      id: 'container' as const,
      text: /^supervisord\b/.test(line) ? `${file} starts several programs (${line}), and the image starts ${entrypoint._written} alone: a container for each of them has its own log, and is started again by itself`
        : `${file} starts ${line}, and the image starts ${entrypoint._written}`,
      write: /^supervisord\b/.test(line) ? "another container of the same image for each of the others: entryPoint: ['…']" : `${processProp(line)}, where that is meant`,
    }]),
  ];
}
