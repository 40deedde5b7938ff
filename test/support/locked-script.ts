import * as fs from 'fs';
import * as path from 'path';
import { folderWith } from './folder';
import { uv } from './uv';

/** A folder with a script and requirements with the hashes of everything that an index has of them. Lines of pip's own go in front of them. */
export function lockedScript(script: string, dependencies: string[], lines: string[] = []): string {
  const pyproject = ['[project]', 'name = "script"', 'version = "1.0"', 'requires-python = ">=3.11"', `dependencies = ${JSON.stringify(dependencies)}`, ''];
  const source = folderWith({ 'main.py': script, 'pyproject.toml': pyproject.join('\n') });
  uv(source, 'export', '--format=requirements-txt', '--no-emit-project', '--output-file=requirements.txt');
  const file = path.join(source, 'requirements.txt');
  fs.writeFileSync(file, [...lines, fs.readFileSync(file, 'utf8')].join('\n'));
  ['pyproject.toml', 'uv.lock'].forEach((name) => fs.rmSync(path.join(source, name)));
  return source;
}
