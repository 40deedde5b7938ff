import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { DockerImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import { load } from './machine';
import { rewritePage } from './page';
import { Synthesis, synthesize } from './synthesis';
import { writeWorkspace } from './workspace-tree';
import { PythonApp } from '../src';

/*
 * Fifty apps over one tree of 5,000 files: how long synthesis takes and how much it stages, beside fifty plain image assets of the same tree.
 * No Docker. It rewrites its part of docs/benchmarks.md.
 */

const SIZE = { apps: 50, libraries: 50, modules: 49 };

function row(name: string, { seconds, files, bytes }: Synthesis): string {
  return `| ${name} | ${seconds.toFixed(1)} s | ${files.toLocaleString('en')} | ${(bytes / 1e6).toFixed(1)} MB |`;
}

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'fifty-apps-'));
try {
  const apps = writeWorkspace(root, SIZE);
  apps.forEach((app) => fs.writeFileSync(path.join(root, `${app}.Dockerfile`), `FROM python:3.13-slim\nCOPY packages/${app} /app\n`));
  const files = fs.readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const declare = (names: string[]) => synthesize((stack) => names.forEach((app) => new PythonApp(stack, app, { source: path.join(root, 'packages', app) })));
  const plain = (names: string[]) => synthesize((stack) => names.forEach((app) => new DockerImageAsset(stack, app, { directory: root, file: `${app}.Dockerfile` })));
  const busy = load();
  // The first synthesis of a process loads the CDK.
  declare(apps.slice(0, 1));
  const rows = [row('fifty `PythonApp`s', declare(apps)), row('fifty `DockerImageAsset`s of the tree', plain(apps))];
  rewritePage(path.join(__dirname, '..', 'docs', 'benchmarks.md'), [
    `A workspace of ${files.toLocaleString('en')} files: ${SIZE.apps} apps and ${SIZE.libraries} libraries, of which each app needs two. `
      + `${os.cpus().length} cores, Node.js ${process.versions.node}, files on disk, load average ${busy} at the beginning.`, '',
    '| | synthesis | staged files | size |', '| --- | ---: | ---: | ---: |', ...rows,
  ].join('\n'), 'bench:synth');
  process.stdout.write(`${rows.join('\n')}\n`);
} finally {
  fs.rmSync(root, { recursive: true });
}
