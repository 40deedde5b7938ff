import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { Entrypoint, LambdaRuntimeStage, PythonApp, PythonAppProps, StaticFiles } from '../src';

const ROOT = path.join(__dirname, '..');
const PAIRS = path.join(__dirname, 'pairs');

/** One kind of app, by the library and by hand. */
export interface PairCase {
  /** `flask`. */
  readonly name: string;
  /** What it is, for a table. */
  readonly description: string;
  /** The folder of the app. */
  readonly source: string;
  /** The Dockerfile by hand. */
  readonly dockerfile: string;
  /** The file that is changed, and the module that it is. */
  readonly file: string;
  readonly module: string;
  /** How it is declared beside `source`. */
  readonly props?: Partial<PythonAppProps>;
  /** The function that Lambda calls. */
  readonly handler?: string;
}

const own = (name: string) => ({ name, source: path.join(PAIRS, name), dockerfile: path.join(PAIRS, name, 'Dockerfile'), file: 'main.py', module: 'main' });
const example = (name: string, folder: string) => ({ name, source: path.join(ROOT, 'examples', folder), dockerfile: path.join(PAIRS, name, 'Dockerfile') });
const DJANGO = {
  ...example('django', 'migrated/web'),
  file: 'noticeboard/__init__.py',
  module: 'noticeboard',
  props: {
    entrypoint: Entrypoint.wsgi('noticeboard.wsgi:application', {
      staticFiles: StaticFiles.collectedByDjango({ buildEnvironment: { SECRET_KEY: 'only for the build' } }),
    }),
  },
};

/** What is measured, in the order of the tables. The last one is that of docs/from-a-dockerfile.md. */
export const PAIR_CASES: PairCase[] = [
  { ...example('src-layout', 'inventory'), description: 'a package in src that compiles psycopg2', file: 'src/inventory/stock.py', module: 'inventory.stock' },
  { ...own('fastapi'), description: 'FastAPI in one file' },
  { ...own('flask'), description: 'Flask in one file' },
  { ...DJANGO, description: 'Django with static files' },
  {
    ...example('lambda', 'orders/events'), description: "a function on AWS's base", file: 'src/orders_events/__init__.py', module: 'orders_events', handler: 'orders_events.handle',
  },
  { ...DJANGO, name: 'migrated', description: 'the same, by the Dockerfile that it had', dockerfile: path.join(DJANGO.source, 'Dockerfile') },
];

/** Synthesizes the app of a case into a folder. */
export function synthesize({ props, handler }: PairCase, source: string, outdir: string): string {
  const app = new App({ outdir });
  const stack = new Stack(app, 'Pair');
  const python = new PythonApp(stack, 'App', { source, ...props });
  if (handler === undefined) {
    void python.image;
  } else {
    new LambdaRuntimeStage(python, 'Fn', { handler });
    new DockerImageFunction(stack, 'Fn', { code: python.toLambdaCode() });
  }
  return app.synth().directory;
}

/** A copy of the app of a case that can be changed. */
export class PairSource {
  private readonly lock: string;

  constructor(private readonly pair: PairCase, public readonly folder: string) {
    const left = ['.ts', 'cdk.json', '__pycache__', 'cdk.out', 'Dockerfile'];
    fs.cpSync(pair.source, folder, { recursive: true, filter: (file) => !left.some((end) => file.endsWith(end)) });
    this.lock = fs.readFileSync(path.join(folder, 'requirements.txt'), 'utf8');
  }

  /** One line of code that no build has seen. */
  public changeCode(revision: string): void {
    const text = fs.readFileSync(path.join(this.pair.source, this.pair.file), 'utf8');
    fs.writeFileSync(path.join(this.folder, this.pair.file), `${text}\nREVISION = '${revision}'\n`);
  }

  /** One dependency more or less, in a lock that no build has seen. */
  public changeLock(revision: string, more: boolean): void {
    const added = more ? fs.readFileSync(path.join(PAIRS, 'one-more.txt'), 'utf8') : '';
    fs.writeFileSync(path.join(this.folder, 'requirements.txt'), `${this.lock}${added}# ${revision}\n`);
  }
}
