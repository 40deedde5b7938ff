import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { withoutIgnored } from '../../../src/python/source/ignored-files';
import { folderWith } from '../../support/folder';
import { FLAT, SCRIPT } from '../../support/projects';

function kept(files: Record<string, string>): string[] {
  const project = PythonProject.fromFolder(folderWith(files));
  return withoutIgnored(project, Object.keys(files).filter((file) => file !== '.dockerignore').sort());
}

test('leaves out what .dockerignore does, the last pattern that fits deciding', () => {
  expect(kept({ ...SCRIPT, '.dockerignore': 'data\n*.key\n!public.key\n', 'data/a.csv': '', 'secret.key': '', 'public.key': '' }))
    .toEqual(['main.py', 'public.key', 'requirements.txt']);
});

test('keeps what the build back end reads, also when a pattern fits it', () => {
  expect(kept({ ...FLAT, '.dockerignore': '*\n!greeter\n', 'README.md': '', 'notes.md': '' })).toEqual(['README.md', 'greeter/__init__.py', 'pyproject.toml']);
});

test('keeps everything without a .dockerignore', () => {
  expect(kept(SCRIPT)).toEqual(['main.py', 'requirements.txt']);
});
