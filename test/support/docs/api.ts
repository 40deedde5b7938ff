import * as path from 'path';
import ts from 'typescript';
import { ROOT } from './pages';

export interface ApiMember {
  readonly name: string;
  readonly optional: boolean;
  readonly documented: boolean;
  /** Whether its docstring has `@default`. */
  readonly defaultSaid: boolean;
}

/** A class, an interface or an enum that the library exports. */
export interface ApiType {
  readonly name: string;
  readonly documented: boolean;
  /** An interface of props or options: a name without I. */
  readonly struct: boolean;
  /** Its own members and those that it inherits from others of the library. */
  readonly members: ApiMember[];
}

/** The public surface as the compiler reads it from the sources. */
export function readApi(): ApiType[] {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as { config: { compilerOptions: object } };
  const program = ts.createProgram([path.join(ROOT, 'src', 'index.ts')], ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT).options);
  const checker = program.getTypeChecker();
  const index = checker.getSymbolAtLocation(program.getSourceFile(path.join(ROOT, 'src', 'index.ts'))!)!;
  return checker.getExportsOfModule(index)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol))
    .filter((symbol) => !isInternal(symbol))
    .map((symbol) => {
      const instance = checker.getDeclaredTypeOfSymbol(symbol).getProperties();
      const statics = [...symbol.exports?.values() ?? []];
      return {
        name: symbol.name,
        documented: isDocumented(symbol, checker),
        struct: (symbol.flags & ts.SymbolFlags.Interface) !== 0 && !/^I[A-Z]/.test(symbol.name),
        members: [...instance, ...statics].filter(isOurs).map((member) => ({
          name: member.name,
          optional: (member.flags & ts.SymbolFlags.Optional) !== 0,
          documented: isDocumented(member, checker),
          defaultSaid: tagsOf(member).includes('default'),
        })),
      };
    });
}

function isInternal(symbol: ts.Symbol): boolean {
  return tagsOf(symbol).includes('internal');
}

function tagsOf(symbol: ts.Symbol): string[] {
  return symbol.getJsDocTags().map(({ name }) => name);
}

function isDocumented(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== '' || tagsOf(symbol).includes('inheritdoc');
}

/** Declared in our sources, and public. */
function isOurs(member: ts.Symbol): boolean {
  const declaration = member.declarations?.[0];
  return declaration !== undefined && declaration.getSourceFile().fileName.startsWith(path.join(ROOT, 'src')) && !isInternal(member)
    && (ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0 && member.name !== 'prototype';
}
