import * as fs from 'fs';
import * as path from 'path';
import { onTestFinished } from 'vitest';
import { folderWith } from '../folder';
import { imageTarball } from '../image-tarball';
import { FLAT, SCRIPT, UV_ASGI } from '../projects';
import { ROOT } from './pages';

/** What the lock of an app says of itself, with a group for tests. */
const TESTED: Record<string, string> = {
  ...UV_ASGI,
  'pyproject.toml': `${UV_ASGI['pyproject.toml']}[dependency-groups]\ntest = ["h11"]\n`,
  'uv.lock': UV_ASGI['uv.lock'].replace('[package.metadata]', '[package.dev-dependencies]\ntest = [{ name = "h11" }]\n[package.metadata]')
    .trimEnd().concat('\n[package.metadata.requires-dev]\ntest = [{ name = "h11" }]\n'),
  'api/events.py': 'def handle(event, context):\n    return {}\n',
};

const UV_ASGI_REQUIREMENTS = 'starlette==0.48.0\nuvicorn==0.38.0\n';

/** The tree that the code on the pages is written for. */
const FILES: Record<string, string> = {
  ...below('services/api', TESTED),
  ...below('services/worker', {
    ...FLAT, 'pyproject.toml': `${FLAT['pyproject.toml']}[tool.hatch.build.targets.wheel]\npackages = ["greeter", "worker"]\n`,
    'worker/__init__.py': '', 'worker/__main__.py': 'print("works")\n', 'requirements.txt': SCRIPT['requirements.txt'],
  }),
  ...below('services/device', UV_ASGI),
  ...below('services/sensor', SCRIPT),
  ...below('services/report', { ...SCRIPT, 'requirements.txt': `--extra-index-url https://\${CORP_USER}:\${CORP_TOKEN}@pypi.example/simple\n${SCRIPT['requirements.txt']}` }),
  'services/api/web/package.json': '{}\n',
  'backend/requirements.txt': UV_ASGI_REQUIREMENTS,
  'backend/services/api/main.py': UV_ASGI['main.py'],
  'backend/services/worker/__main__.py': 'print("works")\n',
  'certs/company-ca.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
};

/** Folders and files of the examples that the pages speak of by a name of their own. */
const EXAMPLES: Record<string, string> = {
  'noticeboard': 'noticeboard',
  'services/letters': 'letters',
  'tools': 'tools/locks',
  'web': 'migrated/web',
};

/** The tree in a folder of its own, which is the working directory until the test is done. */
export function enterPagesFolder(): string {
  const folder = folderWith(FILES);
  fs.mkdirSync(path.join(folder, 'dist'));
  fs.copyFileSync(imageTarball([{ os: 'linux', architecture: 'amd64' }]), path.join(folder, 'dist/api.tar'));
  for (const [place, example] of Object.entries(EXAMPLES)) {
    fs.cpSync(path.join(ROOT, 'examples', example), path.join(folder, place), { recursive: true, filter: (file) => path.basename(file) !== 'cdk.out' });
  }
  const home = process.cwd();
  process.chdir(folder);
  onTestFinished(() => process.chdir(home));
  return folder;
}

function below(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}
