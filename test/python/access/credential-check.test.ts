import { describe, expect, test } from 'vitest';
import { CodedError } from '../../../src/private/coded-error';
import { Dependencies, PythonProject } from '../../../src/python';
import { refuseCredentials } from '../../../src/python/access/credential-check';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const SECRET = 's3cr3t';

test.each([
  '--index-url https://pypi.example/simple', 'a @ git+ssh://git@git.example/a', 'a @ git+https://git@git.example/a@v1', '--index-url https://${USER}:${TOKEN}@pypi.example/simple',
  '--index-url https://user:${TOKEN}@pypi.example/simple', '# uv pip compile --index-url https://user:****@pypi.example/simple', 'https://pypi.example/@scope/x@1',
  'url = "postgresql://test:test@localhost/db"', 'write to a@b.example, see https://b.example',
])('takes %j', (line) => {
  expect(() => refuseCredentials(line, 'requirements.txt')).not.toThrow();
});

describe('fails and does not repeat the secret', () => {
  test.each([
    `--index-url https://user:${SECRET}@pypi.example/simple`, `--extra-index-url=https://${SECRET}@pypi.example/simple`, `a @ https://user:${SECRET}@files.example/a-1.tar.gz`,
    `-e git+https://oauth2:${SECRET}@git.example/a#egg=a`, `git+ssh://git:${SECRET}@git.example/a`, `# --index-url https://user:${SECRET}@pypi.example`,
    `--index-url https://a@${SECRET}@pypi.example`, `-r https://user:${SECRET}@pypi.example/r.txt`, `--nonsense https://user:${SECRET}@pypi.example`,
  ])('for %j in a requirements file', (line) => {
    const project = PythonProject.fromFolder(folderWith({ 'requirements.txt': '-r more.txt\n', 'more.txt': `idna==3.10\n${line}\n` }));
    expectRefused(() => Dependencies.fromRequirements()._bind(project), /^more\.txt, line 2 has a user name, a password or a token in a URL/);
  });

  test('in pyproject.toml, even a broken one', () => {
    const text = `[project]\nname = "x"\n[[tool.uv.index]]\nurl = "https://user:${SECRET}@pypi.example/simple"`;
    expectRefused(() => PythonProject.fromFolder(folderWith({ 'pyproject.toml': text })), /^pyproject\.toml, line 4 /);
    expectRefused(() => PythonProject.fromFolder(folderWith({ 'pyproject.toml': text.slice(0, -1) })), /^pyproject\.toml, line 4 /);
  });

  test('in uv.lock and in the pyproject.toml of a member', () => {
    const pyproject = '[project]\nname = "x"\nversion = "1"\n';
    const lock = 'version = 1\n[[package]]\nname = "x"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "a" }]\n';
    const bind = (files: Record<string, string>) => () => Dependencies.fromUvLock()._bind(PythonProject.fromFolder(folderWith({ 'pyproject.toml': pyproject, ...files })));
    expectRefused(bind({ 'uv.lock': `${lock}[[package]]\nname = "a"\nsource = { registry = "https://user:${SECRET}@pypi.example/simple" }\n` }), /^uv\.lock, line 9 /);
    expectRefused(bind({
      'uv.lock': `${lock}[[package]]\nname = "a"\nsource = { editable = "libs/a" }\n`, 'libs/a/pyproject.toml': `# https://user:${SECRET}@pypi.example`,
    }), /^libs\/a\/pyproject\.toml, line 1 /);
  });
});

function expectRefused(action: () => unknown, message: RegExp): void {
  expect(action).toThrow(coded('CredentialInSource', message));
  try {
    action();
  } catch (error) {
    expect(`${(error as CodedError).message} ${(error as CodedError).stack}`).not.toContain(SECRET);
  }
}
