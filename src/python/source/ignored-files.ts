import dockerignore from '@balena/dockerignore';
import type { PythonProject } from '../python-project';

/** What a build back end reads at the top of a project. A pattern such as `*.md` is not meant to break the build. */
const METADATA = /^(pyproject\.toml|setup\.(py|cfg)|MANIFEST\.in|(README|LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*)$/i;

/**
 * The files of the app without those that the project's own `.dockerignore` leaves out.
 * Who moves a Dockerfile here has said there what does not belong into the image. https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function withoutIgnored(project: PythonProject, files: string[]): string[] {
  const text = project._source.read('.dockerignore');
  if (text === undefined) {
    return files;
  }
  const rules = dockerignore().add(text);
  return files.filter((file) => !rules.ignores(file) || (project.isPackage && METADATA.test(file)));
}

/** The line of `.dockerignore` that leaves a file out, the last one that does; undefined for a file that is in the image. */
export function ignoringLine(project: PythonProject, file: string): { readonly number: number; readonly text: string } | undefined {
  const lines = (project._source.read('.dockerignore') ?? '').split(/\r?\n/);
  const ignoredBy = (count: number) => dockerignore().add(lines.slice(0, count).join('\n')).ignores(file);
  if (withoutIgnored(project, [file]).length > 0) {
    return undefined;
  }
  const number = lines.findIndex((_, n) => !ignoredBy(n) && ignoredBy(n + 1) && lines.slice(n + 1).every((_line, m) => ignoredBy(n + 2 + m))) + 1;
  return { number, text: lines[number - 1] };
}
