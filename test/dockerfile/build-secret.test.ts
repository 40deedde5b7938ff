import { describe, expect, test } from 'vitest';
import { BuildSecret, Command, Dockerfile, Instruction, Mount } from '../../src/dockerfile';
import { coded } from '../support/coded';
import { stageApp, TestStage } from '../support/stages';

const handed = (...mounts: Mount[]) => {
  const run = Instruction.run([Command.argv('x')], { mounts });
  return Dockerfile.fromTarget(new TestStage(stageApp(), 'Target', { instructions: () => [run] }))._handed;
};

test('has the name of the variable or of the file, and never the path', () => {
  expect(BuildSecret.fromEnvironment('PYPI_TOKEN').id).toBe('PYPI_TOKEN');
  expect(['/home/me/.netrc', 'secrets/pip conf.ini', '.aws/credentials'].map((file) => BuildSecret.fromFile(file).id)).toEqual(['netrc', 'pip-conf.ini', 'credentials']);
});

test('a build is handed what its mounts show, sorted, each once', () => {
  const token = BuildSecret.fromEnvironment('TOKEN');
  expect(handed(Mount.secret({ secret: token, env: 'A' }), Mount.secret({ secret: BuildSecret.fromEnvironment('TOKEN') }), Mount.secret({ secret: BuildSecret.fromFile('/a/.netrc') })))
    .toEqual({ secrets: { TOKEN: 'env=TOKEN', netrc: 'src=/a/.netrc' } });
  expect(handed(Mount.ssh(), Mount.ssh())).toEqual({ secrets: {}, ssh: 'default' });
  expect(handed(Mount.ssh({ id: 'work' }))).toEqual({ secrets: {}, ssh: 'work' });
});

describe('fails', () => {
  test('for what is no name of a variable, which it does not repeat: it may be the secret itself', () => {
    expect(() => BuildSecret.fromEnvironment('hunter2-hunter2')).toThrow(coded('BuildSecretInvalid', /15 characters/));
    expect(() => BuildSecret.fromEnvironment('hunter2-hunter2')).not.toThrow(/hunter2/);
    expect(() => BuildSecret.fromEnvironment('')).toThrow(coded('BuildSecretInvalid', /""/));
  });

  test.each(['', '/', 'a,b', 'a\nb'])('for the file %j', (file) => {
    expect(() => BuildSecret.fromFile(file)).toThrow(coded('BuildSecretInvalid', /path of a secret/));
  });

  test('for two files of one name', () => {
    const mounts = ['/a/.netrc', '/b/netrc'].map((file) => Mount.secret({ secret: BuildSecret.fromFile(file) }));
    expect(() => handed(...mounts)).toThrow(coded('BuildSecretInvalid', /have the name "netrc"/));
  });

  test('for two SSH agents', () => {
    expect(() => handed(Mount.ssh({ id: 'a' }), Mount.ssh({ id: 'b' }))).toThrow(coded('BuildSecretInvalid', /a, b/));
  });
});
