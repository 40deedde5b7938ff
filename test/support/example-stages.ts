import { stageApp, TestStage } from './stages';
import { BaseImage, Command, Instruction, Mount, Virtualenv } from '../../src/dockerfile';

/** A small app of two stages with one of most things. */
export function exampleTarget(): TestStage {
  const app = stageApp();
  const builder = new TestStage(app, 'Builder', {
    description: 'makes the virtual environment',
    parent: BaseImage.pythonFull('3.13'),
    instructions: () => [
      Instruction.run([
        Command.argv('uv', 'venv', '/app/.venv'),
        Command.argv('uv', 'sync', '--locked'),
      ], {
        comment: 'Only the lock is seen, so a change of the code does not install again.',
        mounts: [Mount.cache({ target: '/root/.cache/uv' }), Mount.bind({ source: 'uv.lock', target: '/src/uv.lock' })],
      }),
      Instruction.run([Command.shell('for file in a b; do\n  touch "$file"\ndone')]),
    ],
  });
  const runtime = new TestStage(app, 'Runtime', {
    description: 'runs the app',
    instructions: () => [
      Instruction.env({ PYTHONUNBUFFERED: '1', GREETING: 'it costs $5' }),
      Instruction.copyArtifact(new Virtualenv({ source: builder, path: '/app/.venv', root: '/out' })),
      Instruction.copyText('[app]\nname = "x"\n', '/etc/app.ini', { chmod: '0644' }),
    ],
    closing: () => [Instruction.user('1000:1000'), Instruction.entrypoint(['/app/.venv/bin/python', '-m', 'app'])],
  });
  runtime.addLabel('org.opencontainers.image.title', 'The App');
  return runtime;
}
