import { IConstruct } from 'constructs';
import { ImageStage } from '../../dockerfile';
import { revisionLabel } from '../../python/declarations/project-labels';
import { appSettingsOf } from '../app-settings';

/** The labels of an image: what its project says of itself and what its app says, without those that were added to one of the stages. */
export function imageLabels(construct: IConstruct, stages: ImageStage[]): Record<string, string> {
  const { project, labels = {}, revision } = appSettingsOf(construct);
  const added = addedLabels(stages);
  const all = { ...project._pyproject?.labels, ...(revision === undefined ? {} : revisionLabel(revision)), ...labels };
  return Object.fromEntries(Object.entries(all).filter(([name, value]) => value !== '' && !Object.hasOwn(added, name)));
}

/** The labels that were added to stages, those of the later ones before those of the earlier. */
export function addedLabels(stages: ImageStage[]): Record<string, string> {
  return Object.fromEntries(stages.flatMap(({ additions }) => additions).flatMap(({ _data }) => _data.kind === 'label' ? _data.values : []));
}
