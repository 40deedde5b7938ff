import { BARE_WSGI, HATCHLING, MAIN, project, SETUPTOOLS, Situation, WSGI } from './situation';

const HASH = `--hash=sha256:${'0'.repeat(64)}`;
const LOCKED = (name: string, source: string) => `[[package]]\nname = "${name}"\nversion = "1.0"\nsource = ${source}\n`;
const WHEEL = (name: string) => `wheels = [{ url = "https://gone.example/${name}-1.0-py3-none-any.whl", hash = "sha256:${'1'.repeat(64)}" }]\n`;

/** What projects declare, and where. */
export const DEPENDENCIES: Record<string, Situation> = {
  'pins-that-are-older-than-python': { files: { 'requirements.txt': 'numpy==1.26.4\nPillow==9.5.0\n', 'main.py': MAIN } },
  'server-that-needs-an-old-setuptools': { files: { 'requirements.txt': 'gunicorn==20.1.0\n', 'app.py': BARE_WSGI }, answers: 'answered' },
  'flask-older-than-its-werkzeug': { files: { 'requirements.txt': 'Flask==2.0.3\ngunicorn==23.0.0\n', 'app.py': WSGI } },
  'pipfile-of-the-package-itself': {
    files: {
      'Pipfile': '[packages]\nshop = { path = ".", editable = true }\nlib = { file = "libs/lib", editable = true }\nidna = "*"\n',
      'pyproject.toml': project('[project.scripts]\nshop = "shop:main"', HATCHLING), 'shop/__init__.py': 'import idna\nimport lib\n\ndef main():\n    print("started")\n',
      'libs/lib/pyproject.toml': '[project]\nname = "lib"\nversion = "1"\ndependencies = ["h11"]\n' + HATCHLING, 'libs/lib/lib/__init__.py': '',
    },
    has: ['members/lib/pyproject.toml'],
  },
  'requirements-of-one-line': {
    files: { 'requirements.txt': '-r requirements/production.txt\n', 'requirements/production.txt': '-r base.txt\ngunicorn==23.0.0\n', 'requirements/base.txt': 'flask==3.1.2\n', 'requirements/local.txt': '-r base.txt\npytest\n', 'app.py': WSGI },
    has: ['files/requirements/base.txt'], lacks: ['files/requirements/local.txt'], answers: 'answered',
  },
  'requirements-for-production-alone': {
    files: { 'requirements/prod.txt': `idna==3.10 ${HASH}\n`, 'requirements/dev.txt': 'pytest\n', 'requirements-dev.txt': 'pytest\n', 'main.py': MAIN },
    has: ['files/requirements/prod.txt'], lacks: ['files/requirements-dev.txt'],
  },
  'requirements-and-setup': {
    files: { 'requirements.txt': 'gunicorn==23.0.0\n-e .[pg]\n', 'setup.py': 'from setuptools import setup\nsetup(name="shop", version="1", py_modules=["shop"], install_requires=["flask"], extras_require={"pg": ["psycopg2"]})\n', 'shop.py': WSGI },
  },
  'server-in-an-extra': {
    files: { 'pyproject.toml': project('dependencies = ["flask", "gunicorn"]\n[project.optional-dependencies]\nserver = ["waitress"]', HATCHLING), 'shop/__init__.py': '', 'shop/app.py': WSGI },
  },
  'tables-of-tools-alone': {
    files: { 'pyproject.toml': '[tool.black]\nline-length = 100\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n', 'requirements.txt': 'idna\n', 'main.py': MAIN, 'tests/test_main.py': '' },
    lacks: ['app/tests/test_main.py'], prints: 'started\n',
  },
  'no-build-system': {
    files: { 'pyproject.toml': project('dependencies = []'), 'main.py': 'from shop.core import greet\n\nif __name__ == "__main__":\n    greet()\n', 'shop/core.py': 'def greet():\n    print("started")\n' },
    has: ['app/shop/core.py'], prints: 'started\n',
  },
  'name-and-version-empty': {
    files: { 'pyproject.toml': '[project]\nname = ""\nversion = ""\n', 'main.py': MAIN },
    prints: 'started\n',
  },
  'setup-py-that-refuses': { files: { 'setup.py': 'from setuptools import setup\n\nraise RuntimeError("requirements.txt is what counts")\n', 'requirements.txt': '', 'main.py': MAIN }, prints: 'started\n' },
  'setup-py-empty': { files: { 'setup.py': '# nothing yet\n', 'requirements.txt': '', 'main.py': MAIN }, prints: 'started\n' },
  'setup-cfg-alone': {
    files: { 'setup.cfg': '[metadata]\nname = shop\nversion = 1.0\n[options]\npy_modules = shop\ninstall_requires =\n    idna>=3\npython_requires = >=3.12\n[options.entry_points]\nconsole_scripts =\n    shop = shop:main\n', 'shop.py': 'import idna\n\n\ndef main():\n    print(idna.encode("started").decode())\n' },
    prints: 'started\n',
  },
  'poetry-without-a-package': {
    files: { 'pyproject.toml': '[tool.poetry]\nname = "shop"\npackage-mode = false\n[tool.poetry.dependencies]\npython = "^3.11"\nidna = "^3"\n[tool.poetry.group.dev.dependencies]\nx = { git = "https://gone.example/x" }\n', 'main.py': MAIN },
  },
  'pipfile-with-scripts': {
    files: { 'Pipfile': '[[source]]\nurl = "https://gone.example/simple"\nverify_ssl = true\nname = "pypi"\n[packages]\nidna = "*"\nlocal = { path = "./local", editable = true }\n[scripts]\nserve = "python main.py"\n[requires]\npython_version = "3.13"\n', 'main.py': MAIN, 'local/pyproject.toml': project('', HATCHLING).replace('shop', 'local'), 'local/local.py': '' },
  },
  'script-block': { files: { 'fetch-data.py': `# /// script\n# requires-python = ">=3.12"\n# dependencies = ["idna==3.10"]\n# ///\nimport idna\n${MAIN}` } },
  'constraints-called-requirements': {
    files: { 'pyproject.toml': project('dependencies = ["idna"]', HATCHLING), 'constraints.txt': 'idna==3.10\n', 'requirements.txt': '-c constraints.txt\nidna\n', 'shop/__init__.py': '', 'shop/__main__.py': MAIN },
    has: ['files/constraints.txt'],
  },
  'decoys-in-folders': {
    files: {
      'requirements.txt': 'idna\n', 'main.py': MAIN, 'tests/pyproject.toml': 'broken [', 'tests/data/Pipfile': 'broken [', 'tests/data/uv.lock': 'broken [', 'docs/requirements.txt': 'sphinx\n',
      'templates/setup.py': 'raise SystemExit\n', 'package.json': '{"scripts": {"start": "node server.js"}}',
    },
    has: ['app/templates/setup.py', 'app/package.json'], lacks: ['app/tests/pyproject.toml'],
  },
  'lock-of-a-gone-index': {
    files: {
      'pyproject.toml': project('requires-python = ">=3.12"\ndependencies = ["idna"]\n[dependency-groups]\ndev = ["broken"]\n[tool.uv.sources]\nbroken = { git = "ssh://git@gone.example/broken.git" }', '[tool.uv]\npackage = false\n'),
      'main.py': MAIN,
      'uv.lock': `version = 1\nrequires-python = ">=3.12"\n${LOCKED('broken', `{ git = "ssh://git@gone.example/broken.git#${'a'.repeat(40)}" }`)}${LOCKED('idna', '{ registry = "https://gone.example/simple" }')}${WHEEL('idna')}`
        + `${LOCKED('shop', '{ virtual = "." }')}dependencies = [{ name = "idna" }]\n[package.dev-dependencies]\ndev = [{ name = "broken" }]\n[package.metadata]\nrequires-dist = [{ name = "idna" }]\n[package.metadata.requires-dev]\ndev = [{ name = "broken", git = "ssh://git@gone.example/broken.git" }]\n`,
    },
  },
  'git-over-https': { files: { 'pyproject.toml': project('dependencies = ["tool @ git+https://git.example/tool@v1"]', SETUPTOOLS), 'shop/__init__.py': '', 'shop/__main__.py': MAIN } },
  'git-over-ssh-without-a-key': { files: { 'requirements.txt': 'git+ssh://git@git.example/tool.git@v1\n', 'main.py': MAIN }, fails: ['GitHostUnknown', /ssh-keyscan git\.example/] },
  'paths-of-another-machine': { files: { 'requirements.txt': 'certifi @ file:///croot/certifi/work\n', 'main.py': MAIN }, fails: ['RequirementsInvalid', /pip list --format=freeze/] },
  'conda-with-packages-of-pypi': { files: { 'environment.yml': 'name: shop\ndependencies:\n- python=3.13\n- pip\n- pip:\n  - idna==3.10\n', 'main.py': MAIN } },
  'conda-alone': { files: { 'environment.yml': 'dependencies: [python, pandas]\n', 'main.py': MAIN }, fails: ['LockNotUnderstood', /packages of conda/] },
  'front-end-and-back-end': { files: { 'client/package.json': '{}', 'server/requirements.txt': 'flask\n', 'server/app.py': WSGI }, fails: ['LockNotFound', /source: '[^']*\/server'/] },
};
