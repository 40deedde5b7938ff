import { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { PythonBlock } from './python-block';
import { children, PythonExpression, PythonScope } from './python-expression';

/** Longer files are data or generated. */
const LONGEST = 500_000;
/** So many brackets in brackets CPython reads ("too many nested parentheses"). What has more is no Python, and would keep the parser busy for half a minute. */
const DEEPEST = 200;

/** So many files are not read again. */
const KEPT = 50;

/** A name whose value is added to or taken from: what was assigned to it is not all of it. */
const CHANGED = /^[ \t]*([A-Za-z_]\w*)(?:\[[^\]\n]*\])?[ \t]*(?:[-+|]=|\.(?:append|extend|insert|update|add|remove|pop|clear|setdefault)\()/gm;

/** One Python file. Nothing is executed; what is no Python is passed over. */
export class PythonSource {
  /** Reads a file. Several rooms ask about the same one, so the last ones are kept: what is no Python takes the parser seconds. */
  public static parse(text: string): PythonSource {
    const known = this.last.get(text) ?? this.parsed(text);
    this.last.delete(text);
    this.last.set(text, known);
    if (this.last.size > KEPT) {
      const [oldest] = this.last.keys();
      this.last.delete(oldest);
    }
    return known;
  }

  private static readonly last = new Map<string, PythonSource>();

  private static parsed(text: string): PythonSource {
    try {
      return new PythonSource(text.length > LONGEST || isTooDeep(text) ? '' : text);
    } catch (error) {
      // Thousands of signs before a value: the parser calls itself for each.
      if (error instanceof RangeError) {
        return new PythonSource('');
      }
      throw error;
    }
  }

  /** The names that imports bind, anywhere in the file, and what they stand for. `from .a import b` gives `.a.b`. */
  public readonly imports: ReadonlyMap<string, string>;
  /** The modules that are imported, as they are written, each once: `fastapi.responses`, `.settings`. */
  public readonly modules: string[];
  /** The file as it is. */
  public readonly text: string;
  /** The statements at the top. */
  public readonly top: PythonBlock;
  private readonly tree: Tree;
  private readonly scope: PythonScope;

  private constructor(text: string) {
    const constants = new Map<string, PythonExpression | undefined>();
    const imports = new Map<string, string>();
    const modules: string[] = [];
    this.text = text;
    this.tree = parser.parse(text);
    this.imports = imports;
    this.scope = { text, imports, constant: (name) => constants.get(name) };
    this.tree.iterate({ enter: ({ name, node }) => name === 'ImportStatement' ? readImport(node, text, imports, modules) : undefined });
    this.modules = [...new Set(modules)];
    this.top = new PythonBlock(this.tree.topNode, this.scope);
    const changed = new Set([...text.matchAll(CHANGED)].map(([, name]) => name));
    this.top.assignments.forEach(({ name, value }) => constants.set(name, constants.has(name) || changed.has(name) ? undefined : value));
  }

  /** Whether the file reads a variable of the environment: `os.environ['PORT']`, `os.getenv('PORT')`. */
  public readsVariable(variable: string): boolean {
    let found = this.calls('os.getenv', 'os.environ.get').some(({ positional }) => positional[0]?.literal === variable);
    this.tree.iterate({
      enter: ({ name, node }) => {
        const [object, open, key] = name === 'MemberExpression' ? children(node).map((child) => new PythonExpression(child, this.scope)) : [];
        found ||= object?.origin === 'os.environ' && open.text === '[' && key?.literal === variable;
      },
    });
    return found;
  }

  /** What dictionaries anywhere in the file have under a key: `{'key': x}`, `dict(key=x)`, `names['key'] = x`. */
  public valuesOf(key: string): PythonExpression[] {
    const found: PythonExpression[] = [];
    const expression = (node: SyntaxNode) => new PythonExpression(node, this.scope);
    this.tree.iterate({
      enter: ({ name, node }) => {
        const [target, equals, value] = name === 'AssignStatement' ? children(node) : [];
        const [, open, index] = target?.name === 'MemberExpression' ? children(target) : [];
        const assigned = open?.name === '[' && equals?.name === 'AssignOp' && expression(index).literal === key ? expression(value) : undefined;
        const entries = ['DictionaryExpression', 'CallExpression'].includes(name) ? expression(node).entries ?? {} : {};
        found.push(...[assigned, Object.hasOwn(entries, key) ? entries[key] : undefined].filter((one) => one !== undefined));
      },
    });
    return found;
  }

  /** The place of the first thing that is no Python, counted from 1; undefined when there is none. */
  public get problem(): { readonly line: number; readonly column: number } | undefined {
    let at: number | undefined;
    this.tree.iterate({ enter: ({ type, from }) => void (at ??= type.isError ? from : undefined) });
    const before = at === undefined ? undefined : this.text.slice(0, at).split('\n');
    return before && { line: before.length, column: before[before.length - 1].length + 1 };
  }

  /**
   * Whether importing the file may bind a name: it stands somewhere outside of functions, or the file binds names in ways that only running it shows.
   * A name that stands inside of functions alone is certainly not bound.
   */
  public mayBind(wanted: string): boolean {
    let found = this.imports.has('*') || new RegExp(`\\bglobals\\(|\\bexec\\(|\\bsetattr\\(|\\bvars\\(|\\blocals\\(|^def __getattr__\\b|\\bglobal\\b[^\\n]*\\b${wanted}\\b`, 'm').test(this.text);
    this.tree.iterate({
      enter: ({ name, node }) => {
        found ||= node.type.isError || (name === 'VariableName' && this.text.slice(node.from, node.to) === wanted);
        return !(name === 'Body' && node.parent?.name === 'FunctionDefinition') && name !== 'LambdaExpression';
      },
    });
    return found;
  }

  /** Every call in the file of one of these dotted names, what was imported written out: `calls('setuptools.setup')`. */
  public calls(...origins: string[]): PythonExpression[] {
    return this.callsOf(({ origin }) => origins.includes(origin ?? ''));
  }

  /** Every call in the file of a method of one of these names, whatever has it: `methods('listen')` for `make().listen(80)`. */
  public methods(...names: string[]): PythonExpression[] {
    return this.callsOf(({ method }) => names.includes(method ?? ''));
  }

  private callsOf(wanted: (callee: PythonExpression) => boolean): PythonExpression[] {
    const found: PythonExpression[] = [];
    this.tree.iterate({
      enter: ({ name, node }) => {
        const call = name === 'CallExpression' ? new PythonExpression(node, this.scope) : undefined;
        if (call?.callee && wanted(call.callee)) {
          found.push(call);
        }
      },
    });
    return found;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.replace(/"[^"\n]*"|'[^'\n]*'|#.*/g, '').matchAll(/[([{}\])]/g)) {
    depth = '([{'.includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST) {
      return true;
    }
  }
  return false;
}

/** `import a.b, c as d` and `from .a import b as c`. */
function readImport(node: SyntaxNode, text: string, imports: Map<string, string>, modules: string[]): void {
  const words = children(node).map((child) => text.slice(child.from, child.to)).filter((word) => !['(', ')'].includes(word));
  const at = words.indexOf('import');
  const module = words[0] === 'from' ? words.slice(1, at).join('') : undefined;
  const parts: string[][] = [[]];
  words.slice(at + 1).forEach((word) => void (word === ',' ? parts.push([]) : parts[parts.length - 1].push(word)));
  for (const part of parts.filter(({ length }) => length > 0)) {
    const as = part.indexOf('as');
    const name = part.slice(0, as < 0 ? undefined : as).join('');
    if (module !== undefined) {
      imports.set(part[as < 0 ? 0 : as + 1] ?? name, /\.$/.test(module) ? `${module}${name}` : `${module}.${name}`);
    } else if (as < 0) {
      imports.set(part[0], part[0]);
    } else {
      imports.set(part[as + 1] ?? name, name);
    }
    modules.push(module ?? name);
  }
}
