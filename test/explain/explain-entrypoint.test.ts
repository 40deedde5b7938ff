import { expect, test } from 'vitest';
import { testApp } from '../support/app';
import { folderWith } from '../support/folder';
import { DJANGO } from '../support/projects';

const startOf = (files: Record<string, string>) => testApp({ source: folderWith(files) }).explain().find(({ topic }) => topic === 'entry point');
const FLASK = 'flask\ngunicorn\n';

test.each<[string, Record<string, string>, string, number]>([
  ['the object of an application', { 'requirements.txt': FLASK, 'app.py': 'from flask import Flask\n\napplet = 1\napp: Flask = Flask(__name__)\n' }, 'app.py', 4],
  ['the factory of one', { 'requirements.txt': FLASK, 'shop/__init__.py': 'from flask import Flask\n\n\ndef create_app():\n    return Flask(__name__)\n' }, 'shop/__init__.py', 4],
  ['what is imported as one', { 'requirements.txt': FLASK, 'wsgi.py': '# served\nfrom shop import app\n', 'shop.py': 'from flask import Flask\napp = Flask(__name__)\n' }, 'wsgi.py', 2],
  ['what is below __main__', { 'main.py': 'def run():\n    pass\n\nif __name__ == "__main__":\n    run()\n' }, 'main.py', 4],
  ['a script that is called as a key of another table', { 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n[project.scripts]\nversion = "shop:main"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n', 'shop/__init__.py': 'def main():\n    pass\n' }, 'pyproject.toml', 5],
  ['the settings of a Django site', DJANGO, 'backend/manage.py', 6],
  ['the command for a platform', { 'requirements.txt': 'gunicorn\n', 'main.py': 'app = 1\n', 'render.yaml': 'services:\n- type: web\n  startCommand: gunicorn main:app\n' }, 'render.yaml', 3],
  ['the command in the Dockerfile of the project', { 'one.py': 'if __name__ == "__main__":\n    print(1)\n', 'two.py': 'if __name__ == "__main__":\n    print(2)\n', 'Dockerfile': 'FROM python:3.13\nCOPY . .\nCMD ["python", "two.py"]\n' }, 'Dockerfile', 3],
])('says in which line is %s', (_, files, file, line) => {
  expect(startOf(files)).toMatchObject({ file, line });
});

test('a program that has nothing but its name to say so is a file without a line', () => {
  expect(startOf({ 'main.py': 'print(1)\n' })).toMatchObject({ file: 'main.py', because: 'main.py says so' });
  expect(startOf({ 'main.py': 'print(1)\n' })).not.toHaveProperty('line');
});
