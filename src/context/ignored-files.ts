import dockerignore from '@balena/dockerignore';
import { PythonProject } from '../python';

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
