import { SourceFolder } from '../source/source-folder';

/** The processes of a Procfile: name to command, in their order. Undefined when there is none. Source: Heroku, "The Procfile". */
export function readProcfile(source: SourceFolder): Record<string, string> | undefined {
  const text = source.isFile('Procfile') ? source.read('Procfile') : undefined;
  const lines = (text ?? '').split(/\r?\n/).map((line) => /^\s*([A-Za-z0-9_-]+):\s*(\S.*?)\s*$/.exec(line));
  const processes = lines.flatMap((match) => match && !match[2].startsWith('#') ? [[match[1], match[2]] as const] : []);
  return processes.length === 0 ? undefined : Object.fromEntries(processes);
}
