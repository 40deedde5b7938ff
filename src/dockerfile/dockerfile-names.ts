import { TOOLS_FOLDER } from './context-layout';
import type { ImageStage } from './image-stage';
import { stageNameOf } from './stage-name';
import type { StageScope } from './stage-scope';

/** The folder of the build context that holds what the stages of other apps read, one folder for each app. */
const OTHER_APPS = 'apps';

/**
 * What the stages of several apps are called in one Dockerfile. Those of its own app keep their names; those of another app get the
 * name of that app in front, with as much of its path as it takes to tell all apart. Their files have a folder of that name.
 */
export class DockerfileNames {
  private readonly prefixes = new Map<StageScope, string>();

  constructor(private readonly own: StageScope, stages: ImageStage[]) {
    const taken = new Set(stages.filter((stage) => stage._scope === own).map(({ stageName }) => stageName));
    for (const scope of new Set(stages.map((stage) => stage._scope))) {
      if (scope !== own) {
        const names = stages.filter((stage) => stage._scope === scope).map(({ stageName }) => stageName);
        const used = [...this.prefixes.values()];
        const prefix = prefixes(scope).find((one) => !used.includes(one) && !names.some((name) => taken.has(`${one}-${name}`))) ?? '';
        this.prefixes.set(scope, prefix);
        names.forEach((name) => taken.add(`${prefix}-${name}`));
      }
    }
  }

  /** The name in `FROM … AS name`. */
  public nameOf(stage: ImageStage): string {
    const prefix = this.prefixOf(stage);
    return prefix === undefined ? stage.stageName : `${prefix}-${stage.stageName}`;
  }

  /** The path in the build context of what a stage reads. The programs of this library are the same for all. */
  public contextPath(stage: ImageStage, path: string): string {
    const prefix = this.prefixOf(stage);
    return prefix === undefined || path.startsWith(`${TOOLS_FOLDER}/`) ? path : `${OTHER_APPS}/${prefix}/${path}`;
  }

  private prefixOf(stage: ImageStage): string | undefined {
    return stage._scope === this.own ? undefined : this.prefixes.get(stage._scope);
  }
}

/** From the shortest to the longest; the last ones have a number, so one of them is free. */
function prefixes(scope: StageScope): string[] {
  const ids = scope.root.node.scopes.map(({ node }) => node.id).filter((id) => id !== '');
  const paths = ids.map((_, n) => stageNameOf(ids.slice(-n - 1)));
  return [...paths, ...Array.from({ length: 1000 }, (_, n) => `${paths.at(-1)}-${n + 2}`)];
}
