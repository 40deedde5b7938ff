import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { withoutIgnored } from '../../../src/python/source/ignored-files';
import { coded } from '../../support/coded';
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

test('reads patterns as Docker does: case counts, and signs of regular expressions stand for themselves', () => {
  const files = { 'data/a.csv': '', 'Data/a.csv': '', 'c++/a.o': '', 'notes (old).txt': '', 'a': '', 'a|b': '', 'xx': '', 'x{2}': '', 'p+q': '' };
  expect(kept({ ...files, '.dockerignore': '# (\nData\nc++\nnotes (old).txt\na|b\nx{2}\np\\+q\n' })).toEqual(['a', 'data/a.csv', 'xx']);
});

test('fails for a line that is no pattern, and names it', () => {
  expect(() => kept({ ...SCRIPT, '.dockerignore': 'data\r\n![a-\r\n' })).toThrow(coded('SourceUnreadable', /line 2 of \.dockerignore is no pattern\n {2}found: {4}!\[a-\n/));
  expect(() => kept({ ...SCRIPT, '.dockerignore': `${'a['.repeat(9000)}\n` })).toThrow(coded('SourceUnreadable', /line 1[^]*found: {4}[a[]{80} …\n/));
});
