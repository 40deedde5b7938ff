import { Decision } from './decision';
import { escaped, pyprojectLine, sourceLine, SourceLine } from './source-line';
import { PythonProject } from '../python';
import { Candidate } from '../python/entrypoints/django-site';

/** How the app starts when nobody said it. */
export function explainEntrypoint(project: PythonProject, candidate: Candidate, stage: string): Decision {
  const { entrypoint, where } = candidate;
  return { topic: 'entry point', decided: entrypoint._written, because: `${where} says so`, ...placeOf(project, candidate), stage, changedBy: 'entrypoint: Entrypoint.…' };
}

/** The line that says it: of a script its name, of a web application the object, of a program what is below `__main__`. */
function placeOf(project: PythonProject, { where, entrypoint }: Candidate): SourceLine | undefined {
  const [, header, key] = /^(\[[^\]]+\]) (.+)$/.exec(where) ?? [];
  if (header !== undefined) {
    return pyprojectLine(project, header, key);
  }
  const [, said, name] = /^(Procfile|setup\.cfg|setup\.py): (.+)$/.exec(where) ?? [];
  if (said !== undefined) {
    return sourceLine(project, said, new RegExp(said === 'Procfile' ? `^${escaped(name)}\\s*:` : `(?:^|["'\\s])${escaped(name)}\\s*=`));
  }
  const [, file, inside] = /^(.+?)(?: \((.+)\))?$/.exec(where) ?? [where, where];
  if (!project._source.isFile(file)) {
    return undefined;
  }
  return sourceLine(project, file, inside === undefined ? startIn(file, entrypoint._written) : insideOf(file, inside));
}

/** What a file has that names another thing: manage.py its settings, a Dockerfile its command, a file of spiders one of them. */
function insideOf(file: string, inside: string): RegExp {
  return /(?:^|\/)manage\.py$/.test(file) ? /DJANGO_SETTINGS_MODULE/ : /file$/.test(file) ? /^\s*(?:CMD|ENTRYPOINT)\s/i : new RegExp(`["']${escaped(inside)}["']`);
}

/** The object or the factory of an application, the beginning of a command in the file of a platform, or what is below `__main__`. */
function startIn(file: string, written: string): RegExp {
  const object = /:(\w+)(?:\(\))?'/.exec(written)?.[1];
  if (object !== undefined && file.endsWith('.py')) {
    return new RegExp(`^\\s*(?:${object}\\s*(?::[^=]*)?=(?!=)|(?:async\\s+)?def\\s+${object}\\b|(?:from\\s.*)?import\\s.*\\b${object}\\b)`);
  }
  const [, command] = /^process\('([^ ']+)/.exec(written) ?? [];
  return command !== undefined && !file.endsWith('.py') ? new RegExp(`(?:^|[\\s"':=])${escaped(command)}`) : /^if\s+__name__\s*==|^if\s+.*==\s*__name__/;
}
