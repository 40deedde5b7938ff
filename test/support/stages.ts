import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  BaseImage, Dockerfile, ImagePlatform, ImageStage, ImageStageProps, Instruction, StageScope, StageScopeProps,
} from '../../src/dockerfile';

/** A construct that owns a Dockerfile, as PythonApp does: `Stack/Api`. */
export function stageApp(id: string = 'Api', props: Partial<StageScopeProps> = {}): Construct {
  const app = new Construct(new Stack(new App(), 'Stack'), id);
  StageScope.implement(app, { platform: ImagePlatform.LINUX_AMD64, ...props });
  return app;
}

export interface TestStageProps extends Partial<ImageStageProps> {
  readonly instructions?: () => Instruction[];
  readonly closing?: () => Instruction[];
}

/** A stage of given instructions. */
export class TestStage extends ImageStage {
  private readonly given: TestStageProps;

  constructor(scope: Construct, id: string, props: TestStageProps = {}) {
    super(scope, id, { parent: BaseImage.pythonSlim('3.13'), ...props });
    this.given = props;
  }

  protected override instructions(): Instruction[] {
    return this.given.instructions?.() ?? [];
  }

  protected override closing(): Instruction[] {
    return this.given.closing?.() ?? super.closing();
  }
}

/** The lines of instructions as a stage writes them, without its FROM. */
export function linesOf(...instructions: Instruction[]): string[] {
  return stageLines({ instructions: () => instructions });
}

/** The lines of a stage without its FROM. */
export function stageLines(props: TestStageProps): string[] {
  const text = Dockerfile.fromTarget(new TestStage(stageApp(), 'Target', props)).render();
  return text.trimEnd().split('\n').slice(3);
}

