import { parseArgs } from 'util';
import { dockerBuild } from './docker-build';
import { say } from './say';
import { choose, readTargets } from './staged';

export const TEST_HELP = `cdk-python-images test [OPTION...] [CONSTRUCT...]

Builds the targets of an assembly that are no images (PythonTarget) with Docker, one after the other: the build of a TestStage runs its tests, and fails when
they do. Synthesize first: npx cdk synth. CONSTRUCT is a path such as Stack/Api/Test; all targets if none is given.

  --app DIR   the assembly; cdk.out if not given
  --again     run the tests also when nothing has changed since they passed
  --list      say which targets there are, and build none
  --help      this text`;

/** Builds the targets. */
export async function testCommand(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { app: { type: 'string', default: 'cdk.out' }, again: { type: 'boolean', default: false }, list: { type: 'boolean', default: false } },
  });
  const targets = choose(readTargets(values.app), positionals,
    `there is no target in ${values.app}\n  write: new PythonTarget(app, 'Tests', { target: new TestStage(app, 'Test', …) }) in the CDK app, then: npx cdk synth`);
  for (const target of targets) {
    say(target.construct);
    if (!values.list) {
      await dockerBuild(target, values.again ? [`--no-cache-filter=${target.target}`] : [], `${target.construct} failed; what it says is above`);
    }
  }
}
