import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { PythonProject } from '../../src/python';
import { dynamicVersion } from '../../src/python/versions/dynamic-version';
import { stateVersion, versionWords } from '../../src/stages/builders/build-wheel';
import { folderWith } from '../support/folder';
import { VERSION_PROJECTS } from '../support/layouts/version-projects';

const UV = path.resolve(__dirname, '../../.tools/venv/bin');

// What a build in an image does, without the image: none of these knows where it runs.
test.each(Object.entries(VERSION_PROJECTS))('%s builds the version that it is told, with no git', (_, files) => {
  const [folder, made] = [folderWith(files), folderWith({})];
  const version = dynamicVersion(PythonProject.fromFolder(folder), '1.2.3');
  const script = [...stateVersion(version).map(({ _data: data }) => 'text' in data ? data.text : ''), `${versionWords(version).join(' ')} uv build --quiet --wheel --out-dir ${made}`].join('\n');
  const { PIP_FIND_LINKS: _links, UV_INDEX_URL: _index, ...env } = process.env;
  execFileSync('sh', ['-ec', script], { cwd: folder, env: { ...env, PATH: `${UV}:${env.PATH}`, UV_PYTHON_DOWNLOADS: 'never' }, stdio: ['ignore', 'pipe', 'pipe'] });
  expect(fs.readdirSync(made).filter((file) => file.endsWith('.whl'))).toEqual([expect.stringMatching(/^shop-1\.2\.3-/)]);
});
