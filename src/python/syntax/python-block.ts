import { SyntaxNode } from '@lezer/common';
import { children, PythonExpression, PythonScope } from './python-expression';

/** A name that gets a value. */
export interface PythonAssignment {
  readonly name: string;
  readonly value: PythonExpression;
}

/** A function. */
export interface PythonFunction {
  readonly name: string;
  /** Parameters that a call has to give. */
  readonly required: string[];
  /** The dotted names of its decorators, imports written out. */
  readonly decorators: string[];
  readonly body: PythonBlock;
}

/** A class. */
export interface PythonClass {
  readonly name: string;
  /** What it is made from: `Flask`, `fastapi.FastAPI`. */
  readonly bases: PythonExpression[];
}

/** `if` in `if` in … is read no further than this. */
const DEEPEST = 12;
const ACTS = new Set(['ForStatement', 'WhileStatement', 'DeleteStatement', 'PrintStatement', 'MatchStatement', 'UpdateStatement']);
const MAIN = /^\(*\s*(?:__name__\s*==\s*(["'])__main__\1|(["'])__main__\2\s*==\s*__name__)/;

/** The statements of a file or of a function, in their order. Those inside `if`, `try` and `with` are among them: which of them run is not known. */
export class PythonBlock {
  public readonly assignments: PythonAssignment[] = [];
  public readonly functions: PythonFunction[] = [];
  public readonly classes: PythonClass[] = [];
  /** Expressions that are statements: calls, mostly. */
  public readonly expressions: PythonExpression[] = [];
  /** What `return` gives. */
  public readonly returns: PythonExpression[] = [];
  /** Whether something happens besides definitions, imports, assignments and expressions: a loop, `del`. A file that does nothing but refuse, by `raise`, starts nothing. */
  public readonly acts: boolean;
  /** Whether it ends by `raise` whatever happens: a statement of its own, in no `if`, `try` or `with`. */
  public readonly raises: boolean;
  /** What runs when the file is started: below `if __name__ == '__main__':`. */
  public readonly main?: PythonBlock;

  constructor(node: SyntaxNode, private readonly scope: PythonScope, depth = 0) {
    const found: { acts: boolean; raises: boolean; main?: PythonBlock } = { acts: false, raises: false };
    const visit = (statement: SyntaxNode, level: number): void => {
      if (level > DEEPEST) {
        return;
      }
      const into = (...nodes: SyntaxNode[]) => nodes.flatMap(children).forEach((child) => visit(child, level + 1));
      switch (statement.name) {
        case 'StatementGroup':
          into(statement);
          break;
        case 'IfStatement':
          if (MAIN.test(this.textOf(statement.firstChild?.nextSibling))) {
            const body = statement.getChild('Body');
            found.main = body ? new PythonBlock(body, scope, level + 1) : undefined;
          } else {
            into(...statement.getChildren('Body'));
          }
          break;
        case 'TryStatement':
        case 'WithStatement':
          into(...statement.getChildren('Body'));
          break;
        case 'AssignStatement':
          this.assign(statement);
          break;
        case 'ExpressionStatement':
          this.expressions.push(...children(statement).slice(0, 1).map((child) => new PythonExpression(child, scope)));
          break;
        case 'ReturnStatement':
          this.returns.push(...children(statement).slice(1, 2).map((child) => new PythonExpression(child, scope)));
          break;
        case 'RaiseStatement':
          found.raises = found.raises || level === depth;
          break;
        case 'FunctionDefinition':
          this.define(statement, level);
          break;
        case 'ClassDefinition':
          this.derive(statement);
          break;
        case 'DecoratedStatement':
          statement.getChildren('ClassDefinition').forEach((child) => this.derive(child));
          statement.getChildren('FunctionDefinition').forEach((child) => this.define(child, level, statement.getChildren('Decorator')));
          break;
        default:
          found.acts = found.acts || ACTS.has(statement.name);
      }
    };
    children(node).forEach((child) => visit(child, depth));
    this.acts = found.acts;
    this.raises = found.raises;
    this.main = found.main;
  }

  /** `a = b = value`, `a: Type = value`, and the first name of `a, b = call()`. What else is taken apart is not known. */
  private assign(statement: SyntaxNode): void {
    const parts = children(statement).filter(({ name }) => name !== 'TypeDef');
    const value = parts[parts.length - 1];
    const targets = parts.filter((_part, n) => n % 2 === 0).slice(0, -1);
    const single = parts.length % 2 === 1 && parts.every(({ name }, n) => n % 2 === 0 || name === 'AssignOp');
    if (parts[1]?.name === ',' && value.name === 'CallExpression' && parts[parts.length - 2].name === 'AssignOp') {
      targets.splice(1);
    }
    if ((single || targets.length === 1) && targets.length > 0) {
      targets.filter(({ name }) => name === 'VariableName')
        .forEach((target) => this.assignments.push({ name: this.textOf(target), value: new PythonExpression(value, this.scope) }));
    }
  }

  private define(definition: SyntaxNode, level: number, decorators: SyntaxNode[] = []): void {
    const [name, body] = [definition.getChild('VariableName'), definition.getChild('Body')];
    if (name && body) {
      const scope = this.scope;
      this.functions.push({
        name: this.textOf(name),
        required: this.requiredOf(definition.getChild('ParamList')),
        decorators: decorators.map((one) => this.decorator(one)),
        body: new PythonBlock(body, scope, level + 1),
      });
    }
  }

  private derive(definition: SyntaxNode): void {
    const bases = definition.getChild('ArgList');
    this.classes.push({
      name: this.textOf(definition.getChild('VariableName')),
      bases: (bases ? children(bases) : []).filter(({ name }) => name === 'VariableName' || name === 'MemberExpression').map((base) => new PythonExpression(base, this.scope)),
    });
  }

  private decorator(node: SyntaxNode): string {
    const [first, ...rest] = /^@\s*([\w.]+)/.exec(this.textOf(node))?.[1].split('.') ?? [''];
    return [this.scope.imports.get(first) ?? first, ...rest].join('.');
  }

  /** Parameters without a default, up to `*`. */
  private requiredOf(list: SyntaxNode | null): string[] {
    const words = (list ? children(list) : []).filter(({ name }) => name !== 'TypeDef');
    return words.flatMap((word, n) => word.name === 'VariableName' && !['AssignOp', '*', '**'].includes(words[n - 1]?.name ?? '')
      && words[n + 1]?.name !== 'AssignOp' ? [this.textOf(word)] : []);
  }

  private textOf(node: SyntaxNode | null | undefined): string {
    return node ? this.scope.text.slice(node.from, node.to) : '';
  }
}
