import { folderWith } from './folder';
import { targetOf } from './install-target';
import { BaseImage } from '../../src/dockerfile';
import { Dependencies, Entrypoint, PythonProject } from '../../src/python';
import { markerEnvironment } from '../../src/python/dependencies/install-target';
import { BoundEntrypoint } from '../../src/python/entrypoints/entrypoint-binding';

export interface BindOptions {
  /** The lines of requirements.txt. */
  readonly requirements?: string;
  /** No shell: the empty text. */
  readonly shell?: string;
  readonly webServer?: string;
}

/** Binds an entry point in a project of these files, as an image on the slim base does. */
export function bindEntrypoint(entrypoint: Entrypoint, files: Record<string, string>, { requirements = '', shell = '/bin/sh', webServer }: BindOptions = {}): BoundEntrypoint {
  const project = PythonProject.fromFolder(folderWith({ ...files, 'requirements.txt': requirements }));
  const plan = Dependencies.fromRequirements()._bind(project);
  const environment = markerEnvironment(targetOf(BaseImage.pythonSlim('3.13')));
  return entrypoint._bind({
    project, plan, environment, binFolder: '/app/.venv/bin', appFolder: '/app', ...(shell !== '' && { shell }), ...(webServer !== undefined && { webServer }),
  });
}
