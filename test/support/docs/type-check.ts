import * as path from 'path';
import ts from 'typescript';
import type { PageProgram } from './page-program';
import { ROOT } from './pages';

const FOLDER = path.join(ROOT, 'test', 'support', 'docs');

/** The compiler's options of the project, with the library's name for its sources. */
function options(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as { config: { compilerOptions: object } };
  const { options: read } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  return {
    ...read, noEmit: true, rootDir: ROOT, stripInternal: true, noUnusedLocals: false, noUnusedParameters: false,
    paths: { 'cdk-python-images': [path.join(ROOT, 'src', 'index.ts')] },
  };
}

/** What the compiler says of programs that are in no file, with the line of the page. All in one go: the types of aws-cdk-lib are read once. */
export function typeCheck(programs: PageProgram[]): string[] {
  const settings = options();
  const texts = new Map(programs.map(({ file, text }) => [path.join(FOLDER, file), text]));
  const host = ts.createCompilerHost(settings);
  const read = { exists: host.fileExists.bind(host), file: host.readFile.bind(host), source: host.getSourceFile.bind(host) };
  host.fileExists = (file) => texts.has(file) || read.exists(file);
  host.readFile = (file) => texts.get(file) ?? read.file(file);
  host.getSourceFile = (file, version, ...more) => {
    const text = texts.get(file);
    return text === undefined ? read.source(file, version, ...more) : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...texts.keys()], settings, host);
  return programs.flatMap(({ file, page, origins }) => {
    const source = program.getSourceFile(path.join(FOLDER, file));
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ start, messageText }) => {
      const { line } = source!.getLineAndCharacterOfPosition(start ?? 0);
      return `${page}:${origins[line] ?? 0}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  });
}
