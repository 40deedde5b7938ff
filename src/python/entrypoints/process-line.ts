import { plainCommand } from './command-line';
import { runAliases } from './run-aliases';
import { onlyCommand } from './shell-script';
import { uninstalledScripts } from './uninstalled-scripts';
import { processProp } from './written-process';
import { CodedError } from '../../private/coded-error';
import type { PythonProject } from '../python-project';

/** A tool that runs programs in an environment of its own, at the begin of a command. */
const RUNNER = /^(uv|poetry|pipenv|pdm|rye|hatch)\s+run\s+(?:.*?(?<!\S)--\s+|(?:-\S+\s+)*)(\S.*)$/;

/**
 * The command line of a process as the image runs it: without the tool that looks after an environment, and out of a script of the project that does nothing else.
 * EntrypointInvalid: such a tool is told more than what to run.
 */
export function processLine(line: string, project: PythonProject, packages: { readonly name: string }[]): string {
  const aliases = { ...uninstalledScripts(project), ...runAliases(project._source) };
  const plain = (text: string) => plainCommand(text.trim(), aliases).replace(/\s*;$/, '');
  const said = plain(line);
  const only = project.isPackage ? undefined : onlyCommand(project._source, said);
  const command = only === undefined ? said : plain(only);
  const [, tool, rest] = RUNNER.exec(command) ?? [];
  if (tool !== undefined && !packages.some(({ name }) => name === tool)) {
    throw new CodedError('EntrypointInvalid', {
      what: `the image has no ${tool}: what it would install is there already`,
      found: command,
      expected: 'the program that it runs',
      write: processProp(rest),
    });
  }
  return command;
}
