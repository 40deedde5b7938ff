import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { CodedError } from '../../src/private/coded-error';
import { folderWith, writeFiles } from '../support/folder';
import { commit, git } from '../support/git-project';
import { pdmProject, pipenvProject, poetryProject } from '../support/locked-projects';
import { garble, generator, lead, Random, readEverything, retype, synthesizeEverything } from '../support/mutations';
import { DJANGO, TAGGED, UV_ASGI } from '../support/projects';
import { watchReading } from '../support/reading';
import { withoutHanging } from '../support/without-hanging';

const VARIANTS = 72;
/** So many are read for each one that is synthesized as well. */
const WHOLE = 6;
const SECRET = 'not for any image';
const SCRIPT_BLOCK = '# /// script\n# requires-python = ">=3.11"\n# dependencies = ["idna==3.10"]\n# ///\nimport idna\n';
const LOCKED = `[[package]]\nname = "idna"\nversion = "3.10"\nsource = { registry = "https://pypi.example/simple" }\nwheels = [{ url = "https://pypi.example/idna-3.10-py3-none-any.whl", hash = "sha256:${'1'.repeat(64)}" }]\n`;

const PROJECTS: Record<string, Record<string, string>> = {
  'poetry.lock': poetryProject(),
  'pdm.lock': pdmProject(),
  'Pipfile.lock': pipenvProject(),
  'Pipfile': { 'Pipfile': pipenvProject().Pipfile, 'main.py': 'print(1)\n' },
  'pylock.toml': { 'main.py': 'print(1)\n', 'pylock.toml': `lock-version = "1.0"\nrequires-python = ">=3.11"\n[[packages]]\nname = "idna"\nversion = "3.10"\nwheels = [{ name = "idna-3.10-py3-none-any.whl", url = "https://pypi.example/i.whl", hashes = { sha256 = "${'1'.repeat(64)}" } }]\n` },
  'setup.py': { 'setup.py': 'import os\nfrom setuptools import find_packages, setup\nsetup(name="shop", version="1", packages=find_packages(), install_requires=["idna>=3"], extras_require={"x": ["h11"]},\n  python_requires=">=3.10", entry_points={"console_scripts": ["shop = shop.core:main"]}, scripts=["bin/tool"])\n', 'shop/__init__.py': '', 'shop/core.py': 'def main():\n    pass\n', 'bin/tool': '' },
  'setup.cfg': { 'setup.cfg': '[metadata]\nname = shop\nversion = attr: shop.V\n[options]\npackages = find:\npython_requires = >=3.10\ninstall_requires = file: requirements.in\n[options.entry_points]\nconsole_scripts =\n    shop = shop.core:main\n', 'setup.py': 'import setuptools\nsetuptools.setup()\n', 'requirements.in': 'idna\n', 'shop/__init__.py': 'V = "1"\n' },
  'platforms': { 'Procfile': 'release: python main.py x\nweb: A=1 python main.py --port $PORT && gunicorn main:app\n', '.python-version': '3.12.4\n3.13\n', '.tool-versions': 'nodejs 20\npython 3.12.4\n', 'runtime.txt': 'python-3.12.4\n', 'mise.toml': '[tools]\npython = ["3.12"]\n', 'app.yaml': 'runtime: python312\nentrypoint: &e gunicorn -b :$PORT main:app\nenv_variables: {a: *e}\n', 'nixpacks.toml': '[start]\ncmd = "python main.py"\n', 'railpack.json': '{"deploy": {"startCommand": "python main.py"}}', 'render.yaml': 'services:\n- type: web\n  startCommand: python main.py\n', 'requirements.txt': 'gunicorn==23.0.0\n', 'main.py': 'import os\nprint(os.environ["PORT"])\n' },
  'script': { 'main.py': SCRIPT_BLOCK, 'main.py.lock': `version = 1\nrequires-python = ">=3.11"\n[manifest]\nrequirements = [{ name = "idna", specifier = "==3.10" }]\n${LOCKED}` },
  'script without a lock': { 'fetch-data.py': SCRIPT_BLOCK },
  'uv.lock': UV_ASGI,
  'sources': { 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\ndependencies = ["models", "idna"]\n[tool.uv.sources]\nmodels = { workspace = true }\n[tool.uv.workspace]\nmembers = ["libs/*"]\n', 'main.py': 'import models\nprint(models)\n', 'libs/models/pyproject.toml': '[project]\nname = "models"\nversion = "1"\ndependencies = ["h11"]\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n', 'libs/models/models.py': '' },
  'Django': DJANGO,
  'history': TAGGED,
};

/** What a file can become, beside another text. */
const FORMS: ((file: string, text: string, outside: string, random: Random) => void)[] = [
  (file, text, _, random) => fs.writeFileSync(file, garble(garble(text, random), random)),
  (file, text, _, random) => fs.writeFileSync(file, retype(text, random)),
  (file, text, outside, random) => fs.writeFileSync(file, lead(text, [`${outside}/secret.txt`, '../outside/secret.txt', '../outside', '/etc/passwd', '../../../../etc', '.', '..'][random(7)], random)),
  (file, text, _, random) => fs.writeFileSync(file, random(2) === 0 ? Buffer.from(text, 'latin1').fill(0xe9, 0, Math.min(3, text.length)) : Buffer.from(`\ufeff${text}`, 'utf16le')),
  (file, text, _, random) => fs.writeFileSync(file, [text.repeat(300), '['.repeat(20_000), '{"a":'.repeat(5000), `${text}\n${'('.repeat(9000)}`, `a: ${'{b: '.repeat(3000)}`][random(5)]),
  (file) => fs.writeFileSync(file, Buffer.alloc(3000)),
  (file, _text, outside) => link(`${outside}/secret.txt`, file),
  (file) => link(path.basename(file), file),
  (file) => {
    fs.rmSync(file);
    fs.mkdirSync(file);
    link('..', path.join(file, 'loop'));
  },
];

function link(target: string, file: string): void {
  fs.rmSync(file, { force: true });
  fs.symlinkSync(target, file);
}

test.each(Object.keys(PROJECTS))('a damaged project with %s gives a plan or a coded error, and nothing outside is read', { timeout: 120_000 }, (name) => {
  const random = generator(name.length * 7919 + name.charCodeAt(0));
  const around = folderWith({ 'outside/secret.txt': `${SECRET}\n`, 'source/-rf \n$(id)`"\'.txt': '', 'source/日本/ü.dat': '' });
  const source = path.join(around, 'source');
  writeFiles(source, PROJECTS[name]);
  if (name === 'history') {
    git(source, 'init', '--quiet');
    commit(source, 'first');
    git(source, 'tag', 'v1.2.0');
    commit(source, 'second');
  }
  const files = fs.readdirSync(source, { recursive: true, encoding: 'utf8' }).sort()
    .filter((file) => fs.statSync(path.join(source, file)).isFile() && !/日本|-rf|hooks|\.sample|history\//.test(file));
  const outside = watchReading(source);
  const outcomes = new Set<string>();
  for (let variant = 0; variant < VARIANTS; variant++) {
    const chosen = files[random(files.length)];
    const file = path.join(source, chosen);
    const original = fs.readFileSync(file);
    const form = random(12) % FORMS.length;
    FORMS[form](file, original.toString('utf8'), path.join(around, 'outside'), random);
    outside.length = 0;
    try {
      expect(withoutHanging(`variant ${variant}, ${chosen} in form ${form}`, () => variant % WHOLE === 0 ? synthesizeEverything(source) : readEverything(source))).not.toContain(SECRET);
      outcomes.add('plan');
    } catch (error) {
      expect(error, `variant ${variant}, ${chosen} in form ${form}`).toBeInstanceOf(CodedError);
      expect((error as Error).message).not.toContain(SECRET);
      outcomes.add((error as CodedError).code);
    }
    // A synthesis reads programs of the library and what it wrote itself, too.
    const foreign = variant % WHOLE === 0 ? outside.filter((one) => one.startsWith(`${fs.realpathSync(around)}${path.sep}`) || one.startsWith('/etc/')) : outside;
    expect(foreign, `variant ${variant}, ${chosen} in form ${form}`).toEqual([]);
    fs.rmSync(file, { recursive: true });
    fs.writeFileSync(file, original);
  }
  // Both must happen, or the damage is none.
  expect(outcomes).toContain('plan');
  expect(outcomes.size).toBeGreaterThan(1);
});

test('what is read outside would be seen', () => {
  const folder = folderWith({ 'source/main.py': '', 'outside.txt': '' });
  const outside = watchReading(path.join(folder, 'source'));
  fs.readFileSync(path.join(folder, 'source/main.py'));
  expect(outside).toEqual([]);
  fs.readFileSync(path.join(folder, 'outside.txt'));
  expect(new Set(outside)).toEqual(new Set([fs.realpathSync(path.join(folder, 'outside.txt'))]));
});
