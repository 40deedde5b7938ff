import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';

/** What a synthesis took, and what it staged. */
export interface Synthesis {
  readonly seconds: number;
  readonly files: number;
  readonly bytes: number;
}

/** Declares something in a stack and synthesizes it into an empty folder. */
export function synthesize(declare: (stack: Stack) => void): Synthesis {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'synthesis-'));
  try {
    const begin = performance.now();
    const app = new App({ outdir });
    declare(new Stack(app, 'Stack'));
    app.synth();
    const seconds = (performance.now() - begin) / 1000;
    const staged = fs.readdirSync(outdir, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.startsWith('asset.')).map((file) => fs.statSync(path.join(outdir, file))).filter((stat) => stat.isFile());
    return { seconds, files: staged.length, bytes: staged.reduce((sum, { size }) => sum + size, 0) };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}
