import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { folderWith } from '../../support/folder';

const SETUP = 'from setuptools import setup\nsetup(name="shop", entry_points={"console_scripts": ["shop=shop:main"]})\n';
const isPackage = (files: Record<string, string>) => PythonProject.fromFolder(folderWith({
  'setup.py': SETUP, 'shop/__init__.py': '', 'shop/tasks.py': '', 'manage.py': '', 'bin/run.py': '', 'bin/start.sh': '', ...files,
})).isPackage;

test.each([
  ['web: python ./manage.py runserver'], ['web: gunicorn shop.wsgi\nrelease: python -u manage.py migrate'], ['web: ./bin/run.py --port $PORT'], ['web: bash bin/start.sh'], ['web: uv run manage.py serve'], ['web: poetry run python manage.py serve'],
  ['web: DEBUG=1 exec python3 bin/run.py'], ['web: flask db upgrade && python manage.py seed && gunicorn shop.wsgi'],
])('a project whose Procfile starts a file of its own runs from its files: %s', (Procfile) => {
  expect(isPackage({ Procfile })).toBe(false);
});

test.each([
  ['web: gunicorn shop.wsgi'], ['web: python -m shop.tasks'], ['web: shop serve\nrelease: python manage.py migrate'], ['web: python missing.py'], ['web: python -c "import shop"'],
])('any other stays a package: %s', (Procfile) => {
  expect(isPackage({ Procfile })).toBe(true);
});

test('what another platform starts counts, and a project that says of itself that it is a package is one', () => {
  expect(isPackage({ 'railway.json': '{"deploy": {"startCommand": "python manage.py serve"}}' })).toBe(false);
  expect(isPackage({ 'Procfile': 'web: python manage.py', 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n[tool.uv]\npackage = true\n' })).toBe(true);
});
