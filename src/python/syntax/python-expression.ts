import { SyntaxNode } from '@lezer/common';

/** A value that is written out in a source: nothing has to run to know it. */
export type PythonLiteral = string | number | boolean | null | PythonLiteral[] | { readonly [key: string]: PythonLiteral };

/** What an expression needs of the file that it is in. */
export interface PythonScope {
  readonly text: string;
  /** The dotted name that a name stands for by an import: `FastAPI` is `fastapi.FastAPI`, and `.app.create` of `from .app import create`. */
  readonly imports: ReadonlyMap<string, string>;
  /** What is assigned to a name at the top of the file, by its only assignment. */
  readonly constant: (name: string) => PythonExpression | undefined;
}

/** Deeper nesting is no list of requirements. Reading stops there, so that no input ends the process. */
const DEEPEST = 40;

/** An expression of a Python file. */
export class PythonExpression {
  constructor(private readonly node: SyntaxNode, private readonly scope: PythonScope) {}

  /** As it is written. */
  public get text(): string {
    return this.scope.text.slice(this.node.from, this.node.to);
  }

  /** Whether it ends where another expression of the file has not begun. */
  public isBefore(other: PythonExpression): boolean {
    return this.node.to <= other.node.from;
  }

  /** `a.b.c` as it is written, when it is a name or an attribute of one. */
  public get dotted(): string | undefined {
    return ['VariableName', 'MemberExpression'].includes(this.node.name) && /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(this.text)
      ? this.text : undefined;
  }

  /** The dotted name with what was imported written out: `fastapi.FastAPI`. */
  public get origin(): string | undefined {
    const [first, ...rest] = this.dotted?.split('.') ?? [];
    return first === undefined ? undefined : [this.scope.imports.get(first) ?? first, ...rest].join('.');
  }

  /** The last name of an attribute, whatever has it: `b` of `a().b`. */
  public get method(): string | undefined {
    const { lastChild } = this.node;
    return this.node.name === 'MemberExpression' && lastChild?.name === 'PropertyName' ? this.read(lastChild) : undefined;
  }

  /** What is called, when it is a call: `Flask` of `Flask(__name__)`. */
  public get callee(): PythonExpression | undefined {
    const node = unwrap(this.node);
    return node?.name === 'CallExpression' && node.firstChild ? new PythonExpression(node.firstChild, this.scope) : undefined;
  }

  /** The arguments of a call by position, up to one that is unpacked. */
  public get positional(): PythonExpression[] {
    const words = this.callArguments();
    const unpacked = words.findIndex(({ star }) => star !== undefined);
    return words.slice(0, unpacked < 0 ? undefined : unpacked).filter(({ name }) => name === undefined).map(({ value }) => value);
  }

  /** The arguments of a call by name. */
  public get keywords(): Record<string, PythonExpression> {
    return Object.fromEntries(this.callArguments().flatMap(({ name, value }) => name === undefined ? [] : [[name, value]]));
  }

  /** What is unpacked into the call's keywords: `x` of `f(**x)`. */
  public get unpacked(): PythonExpression[] {
    return this.callArguments().flatMap(({ star, value }) => star === '**' ? [value] : []);
  }

  /** What a dictionary has, by the keys that are written out: of `{'a': x}`, of `dict(a=x)`, of a name for one. Undefined when it is none. */
  public get entries(): Record<string, PythonExpression> | undefined {
    const known = this.node.name === 'VariableName' ? this.scope.constant(this.text) : this;
    const node = unwrap((known ?? this).node);
    if (node?.name !== 'DictionaryExpression') {
      return known?.callee?.dotted === 'dict' ? known.keywords : undefined;
    }
    return Object.fromEntries(items(node).flatMap(([key, colon, value]) => {
      const name = colon?.name === ':' && value !== undefined ? this.literalOf(key, 0) : undefined;
      return typeof name === 'string' ? [[name, new PythonExpression(value, this.scope)]] : [];
    }));
  }

  /** The value; undefined when something has to run to know it. Names stand for what is assigned to them once at the top. */
  public get literal(): PythonLiteral | undefined {
    return this.literalOf(this.node, 0);
  }

  private callArguments(): { name?: string; star?: string; value: PythonExpression }[] {
    const call = unwrap(this.node);
    const list = call?.name === 'CallExpression' ? call.getChild('ArgList') : null;
    return items(list).map((item) => {
      const [first, second, third] = item;
      const named = second?.name === 'AssignOp' && third !== undefined;
      return {
        ...(named && { name: this.read(first) }),
        ...(/^\*/.test(first.name) && { star: first.name }),
        value: new PythonExpression(named ? third : item[item.length - 1], this.scope),
      };
    });
  }

  private read(node: SyntaxNode): string {
    return this.scope.text.slice(node.from, node.to);
  }

  private literalOf(node: SyntaxNode, depth: number): PythonLiteral | undefined {
    const inner = (child: SyntaxNode) => this.literalOf(child, depth + 1);
    switch (depth > DEEPEST ? '' : node.name) {
      case 'String':
        return unquote(this.read(node));
      case 'ContinuedString': {
        const parts = children(node).map(inner);
        return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
      }
      case 'Number':
        return /^[\d_.eE+-]+$/.test(this.read(node)) ? Number(this.read(node).replace(/_/g, '')) : undefined;
      case 'Boolean':
        return this.read(node) === 'True';
      case 'None':
        return null;
      case 'ParenthesizedExpression':
        return node.firstChild?.nextSibling ? inner(node.firstChild.nextSibling) : undefined;
      case 'ArrayExpression':
      case 'TupleExpression':
      case 'SetExpression':
        return whole(items(node).map((item) => item.length === 1 ? inner(item[0]) : undefined));
      case 'DictionaryExpression': {
        const pairs = whole(items(node).map(([key, colon, value, more]) =>
          colon?.name === ':' && value !== undefined && more === undefined ? whole([inner(key), inner(value)]) : undefined));
        return pairs?.every((pair) => Array.isArray(pair) && typeof pair[0] === 'string') ? Object.fromEntries(pairs as [string, PythonLiteral][]) : undefined;
      }
      case 'BinaryExpression': {
        const [left, operator, right] = children(node);
        return operator !== undefined && right !== undefined && this.read(operator) === '+' ? joined(inner(left), inner(right)) : undefined;
      }
      case 'VariableName': {
        const constant = this.scope.constant(this.read(node));
        return constant === undefined || depth > DEEPEST ? undefined : constant.literalOf(constant.node, depth + 10);
      }
      default:
        return undefined;
    }
  }
}

/** The children of a node that mean something. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment') {
      found.push(child);
    }
  }
  return found;
}

/** The parts between the commas of something in brackets. */
function items(node: SyntaxNode | null): SyntaxNode[][] {
  const found: SyntaxNode[][] = [[]];
  for (const child of node ? children(node).filter(({ name }) => !/^[()[\]{}]$/.test(name)) : []) {
    if (child.name === ',') {
      found.push([]);
    } else {
      found[found.length - 1].push(child);
    }
  }
  return found.filter((item) => item.length > 0);
}

/** Without `await` and brackets. */
function unwrap(node: SyntaxNode): SyntaxNode | null {
  let at: SyntaxNode | null = node;
  while (at && ['ParenthesizedExpression', 'AwaitExpression'].includes(at.name)) {
    at = at.firstChild?.nextSibling ?? null;
  }
  return at;
}

function whole(parts: (PythonLiteral | undefined)[]): PythonLiteral[] | undefined {
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function joined(left: PythonLiteral | undefined, right: PythonLiteral | undefined): PythonLiteral | undefined {
  if (Array.isArray(left) && Array.isArray(right)) {
    return [...left, ...right];
  }
  return typeof left === 'string' && typeof right === 'string' ? left + right : undefined;
}

const ESCAPES: Record<string, string> = { 'n': '\n', 't': '\t', 'r': '\r', '\\': '\\', '\'': '\'', '"': '"', '\n': '' };

/** The text of a string; undefined for bytes and for escapes that are not in a list of names. */
function unquote(written: string): string | undefined {
  const match = /^([rRuU]?)("""|'''|"|')([^]*)\2$/.exec(written);
  if (!match) {
    return undefined;
  }
  const [, prefix, , body] = match;
  const unknown = [...body.matchAll(/\\([^])/g)].some(([, escaped]) => !Object.hasOwn(ESCAPES, escaped));
  if (/r/i.test(prefix) || !body.includes('\\')) {
    return body;
  }
  return unknown ? undefined : body.replace(/\\([^])/g, (_all, escaped: string) => ESCAPES[escaped]);
}
