import { expect, test } from 'vitest';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const image = (files: Record<string, string>) => () => testApp({ source: folderWith(files) }).image;

test('fails for requirements that lie apart from the code, naming them as the dependencies', () => {
  expect(image({ 'pants.toml': '', '3rdparty/python/requirements.txt': 'flask\n', 'src/python/shop/main.py': '' }))
    .toThrow(coded('LockNotFound', /write: {4}dependencies: Dependencies\.fromRequirements\(\{ file: '3rdparty\/python\/requirements\.txt' \}\)/));
});

test('fails for an application of one of several projects, naming that one alone', () => {
  const project = (name: string) => `[project]\nname = "${name}"\nversion = "1"\n`;
  const files = { 'pyproject.toml': project('all'), 'packages/core/pyproject.toml': project('core'), 'services/api/pyproject.toml': project('api'), 'services/api/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n' };
  expect(image(files)).toThrow(coded('ServerMissing', /write: {4}source: '[^']+\/services\/api'\n {12}or uvicorn, and what/));
});

test('fails for a submodule that nobody checked out', () => {
  const files = { 'requirements.txt': './lib\n', 'main.py': 'print(1)\n', 'lib/.keep': '' };
  expect(image({ ...files, '.gitmodules': '[submodule "lib"]\n' })).toThrow(coded('SourceEmpty', /requirements\.txt installs lib, and there is no project in it[^]*write: {4}git submodule update --init/));
  expect(image(files)).toThrow(coded('SourceEmpty', /write: {4}the project in lib, or no line for it in requirements\.txt/));
});
