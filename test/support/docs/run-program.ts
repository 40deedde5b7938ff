import * as cdk from 'aws-cdk-lib';
import ts from 'typescript';
import * as given from './given';
import { isWhole, type PageProgram } from './page-program';
import type { CodeBlock } from './pages';

/** Runs a program as JavaScript and synthesizes what it made. `outdir` makes a folder for each assembly. A fault names the block. */
export async function runProgram({ page, file, text }: PageProgram, blocks: CodeBlock[], outdir: () => string): Promise<string[]> {
  const whole = blocks.find((block) => isWhole(block) && file.endsWith(`-${block.line}.ts`));
  const made: [line: number, app: cdk.App][] = [];
  let current = whole?.line ?? 0;
  const give = (line: number) => {
    current = line;
    const one = given.newGiven(outdir());
    made.push([line, one.app]);
    return one;
  };
  const modules = await modulesOf(text, (app) => made.push([current, app]), outdir);
  try {
    const exported: { program?: (give: (line: number) => given.Given) => void } = {};
    const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
    // What a whole block declares without a value (`declare const stack: Stack`) is given by name.
    const names = whole === undefined ? {} : Object.fromEntries(Object.entries(give(whole.line)).filter(([name]) => text.includes(`declare const ${name}:`)));
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code of a page is run
    const run = new Function('require', 'exports', ...Object.keys(names), outputText) as (...values: unknown[]) => void;
    run((name: string) => modules[name], exported, ...Object.values(names));
    exported.program?.(give);
  } catch (error) {
    return [`${page}:${current}: ${(error as Error).message}`];
  }
  return made.flatMap(([line, app]) => {
    try {
      app.synth();
      return [];
    } catch (error) {
      return [`${page}:${line}: ${(error as Error).message}`];
    }
  });
}

/** What the text imports. An App that it makes is synthesized into a folder of ours. */
async function modulesOf(text: string, onApp: (app: cdk.App) => void, outdir: () => string): Promise<Record<string, unknown>> {
  class App extends cdk.App {
    constructor(props: cdk.AppProps = {}) {
      super({ ...props, outdir: outdir() });
      onApp(this);
    }
  }
  const names = [...text.matchAll(/ from '([^']+)';$/gm)].map(([, name]) => name);
  const entries = await Promise.all(names.map(async (name): Promise<[string, unknown]> => {
    if (name === 'cdk-python-images' || name === './given') {
      return [name, given];
    }
    return [name, name === 'aws-cdk-lib' ? { ...cdk, App } : await import(name)];
  }));
  return Object.fromEntries(entries);
}
