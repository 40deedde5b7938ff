import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');
const CACHE = path.join(ROOT, '.tools');

/** Installs the wheel into an environment of its own below `folder`, beside the oldest versions that it declares, and gives its interpreter. */
export function installWheel(folder: string): string {
  const environment = path.join(folder, 'venv');
  const python = path.join(environment, 'bin', 'python');
  run('python3', ['-m', 'venv', '--without-pip', environment]);
  // The large packages are seen, not copied.
  fs.writeFileSync(path.join(sitePackages(python), 'requirements.pth'), `${sitePackages(requirementsEnvironment())}\n`);
  // No index: what the wheel needs and the list below does not have is an error.
  run(python, ['-m', 'pip', 'install', '--quiet', '--no-index', wheel()]);
  return python;
}

/** Runs a program outside the source tree, where nothing but the wheel has the library. */
export function runClient(python: string, program: string, args: string[], folder: string): void {
  const copy = path.join(folder, path.basename(program));
  fs.copyFileSync(program, copy);
  run(python, ['-I', copy, ...args], folder);
}

/** The variables of a program in Python that uses jsii. */
export function pythonEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    JSII_RUNTIME_PACKAGE_CACHE_ROOT: path.join(CACHE, 'jsii-packages'),
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
  };
}

/** An environment with the packages that the tests in TypeScript run with. It is made once for each set of versions. */
function requirementsEnvironment(): string {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
  const requirements = ['aws-cdk-lib', 'constructs'].map((name) => `${name}==${devDependencies[name]}`);
  const key = createHash('sha256').update([...requirements, run('python3', ['--version'])].join('\n')).digest('hex').slice(0, 12);
  const environment = path.join(CACHE, `jsii-${key}`);
  const complete = path.join(environment, 'complete');
  if (!fs.existsSync(complete)) {
    fs.rmSync(environment, { recursive: true, force: true });
    run('python3', ['-m', 'venv', environment]);
    run(path.join(environment, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...requirements]);
    fs.writeFileSync(complete, requirements.join('\n'));
  }
  return path.join(environment, 'bin', 'python');
}

function wheel(): string {
  const folder = path.join(ROOT, 'dist', 'python');
  const wheels = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.whl')) : [];
  if (wheels.length !== 1) {
    throw new Error(`one wheel is expected in dist/python, there are ${wheels.length}; npm run test:python makes it`);
  }
  return path.join(folder, wheels[0]);
}

function sitePackages(python: string): string {
  return run(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))']).trim();
}

function run(program: string, args: string[], cwd?: string): string {
  return execFileSync(program, args, { cwd, env: pythonEnvironment(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }); // its message has what the program wrote
}
