import { placeOf } from '../layouts/placement';
import type { PythonProject } from '../python-project';

/** Whether the wheel of a project has a file of its code, as far as that is known: what the build back end is not given, or does not take, it cannot have. */
export function isInstalled(project: PythonProject, file: string): boolean {
  const { placements, known } = project._layout.wheel;
  return project._applicationFiles().includes(file) && (!known || placeOf(placements, file) !== undefined);
}
