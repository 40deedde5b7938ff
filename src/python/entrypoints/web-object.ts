import type { PythonProject } from '../python-project';
import { applicationKind, calledKind, MADE_BY_METHOD } from './web-frameworks';
import { WebKind } from './web-server';
import { folderOf, foldersAbove } from '../source/folders-above';
import { parsedPython } from '../source/parsed-python';
import { moduleFile } from '../source/project-layout';
import { PythonBlock } from '../syntax/python-block';
import { PythonExpression } from '../syntax/python-expression';
import { PythonSource } from '../syntax/python-source';

/** A web application that a file has. */
export interface WebObject {
  readonly kind: WebKind;
  /** How it is named in the file: `app`, or `create_app()` for a factory. */
  readonly object: string;
  /** Where it is made: the same for the same application, through whatever file it is imported. */
  readonly identity: string;
}

/** Names that an application has by custom, the likelier first. */
const OBJECTS = ['app', 'application', 'asgi_app', 'wsgi_app', 'api', 'server', 'asgi', 'wsgi'];
const FACTORIES = ['create_app', 'make_app', 'get_app', 'create_application', 'build_app', 'app_factory', 'get_application', 'create_api', 'app', 'application'];
/** An application that is imported, made by a function, imported from there … */
const DEEPEST = 8;

/** Finds the web applications in the files of a project, also those that come from other files of it. */
export class WebObjects {
  constructor(private readonly project: PythonProject) {}

  /** The file, parsed. */
  public source(file: string): PythonSource {
    return parsedPython(this.project._source, file);
  }

  /** The application of a file: an object at its top or, else, a function that makes one and that can be called without arguments. */
  public of(file: string): WebObject | undefined {
    const source = this.source(file);
    const names = [...new Set([...source.top.assignments, ...source.top.functions].map(({ name }) => name).concat(...source.imports.keys()))];
    const objects = names.flatMap((name) => {
      const found = this.named(name, file, 0);
      return found ? [{ ...found, object: name }] : [];
    });
    const best = OBJECTS.map((name) => objects.find(({ object }) => object === name)).find((object) => object !== undefined)
      ?? objects.find(({ object }) => [...source.top.assignments, ...source.top.functions].some(({ name }) => name === object));
    return best ?? this.factory(file);
  }

  /** The application that `package.module:name` or `:factory()` names. */
  public at(app: string): WebObject | undefined {
    const [module, attribute = ''] = app.split(':');
    const file = moduleFile(this.project._layout, this.project._source, module);
    const name = attribute.replace(/\(\)$/, '');
    const found = file === undefined ? undefined
      : attribute.endsWith('()') ? this.made(name, file, 0) : this.named(name, file, 0);
    return found && { ...found, object: attribute };
  }

  /**
   * The application that a program makes below `__main__` by a function of another file, `app = create_app()`: nothing can import it
   * from there, but the function can be called where it is.
   */
  public madeInMain(file: string, block = this.source(file).top.main): { web: WebObject; file: string } | undefined {
    const { imports } = this.source(file);
    for (const { callee, positional, keywords } of block?.assignments.map(({ value }) => value) ?? []) {
      const called = positional.length + Object.keys(keywords).length > 0 ? undefined : callee?.dotted;
      const origin = called === undefined ? undefined : imports.get(called);
      const own = called === undefined || origin !== undefined ? undefined : this.made(called, file, 0);
      if (own) {
        return { web: { ...own, object: `${called}()` }, file };
      }
      const found = this.elsewhere(origin, file, 0, (name, other) => {
        const made = this.made(name, other, 0);
        return made && { web: { ...made, object: `${name}()` }, file: other };
      });
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  /** The files of the project that a file imports. */
  public imported(file: string): string[] {
    const { imports, modules } = this.source(file);
    return [...new Set([...modules, ...imports.values()].flatMap((module) => this.fileOf(module, file) ?? []))];
  }

  private factory(file: string): WebObject | undefined {
    const { top } = this.source(file);
    const name = FACTORIES.find((factory) => top.functions.some((one) => one.name === factory && one.required.length === 0));
    const made = name === undefined ? undefined : this.made(name, file, 0);
    return made && { ...made, object: `${name}()` };
  }

  /** What a name at the top of a file is. The last value counts. */
  private named(name: string, file: string, depth: number): Omit<WebObject, 'object'> | undefined {
    const { top, imports } = this.source(file);
    const values = top.assignments.filter((assignment) => assignment.name === name);
    const kind = calledKind(top.functions.find((one) => one.name === name));
    const called = kind && { kind, identity: `${file}:${name}` };
    if (values.length > 0) {
      return this.valued(values[values.length - 1].value, file, top, `${file}:${name}`, depth + 1) ?? called;
    }
    return called ?? this.elsewhere(imports.get(name), file, depth, (found, other) => this.named(found, other, depth + 1));
  }

  /** What a function of a file gives back. */
  private made(name: string, file: string, depth: number): Omit<WebObject, 'object'> | undefined {
    const { top, imports } = this.source(file);
    const definition = top.functions.find((one) => one.name === name);
    if (!definition || depth > DEEPEST) {
      return definition ? undefined : this.elsewhere(imports.get(name), file, depth, (found, other) => this.made(found, other, depth + 1));
    }
    const { body } = definition;
    return body.returns.map((value) => this.valued(value, file, body, `${file}:${name}()`, depth + 1)).find((found) => found !== undefined);
  }

  private valued(value: PythonExpression, file: string, block: PythonBlock, identity: string, depth: number): Omit<WebObject, 'object'> | undefined {
    if (depth > DEEPEST) {
      return undefined;
    }
    const { callee, dotted } = value;
    const name = dotted ?? callee?.dotted ?? callee?.text.match(/\.(\w+)$/)?.[1];
    const last = name?.slice(name.lastIndexOf('.') + 1) ?? '';
    if (dotted !== undefined) {
      return this.aliased(value, dotted, file, block, identity, depth);
    }
    if (callee === undefined || name === undefined) {
      return undefined;
    }
    const { imports } = this.source(file);
    const explained = imports.has(name.split('.')[0]);
    const kind = (explained || imports.has('*') ? applicationKind(callee.origin ?? name, explained) : undefined) ?? (Object.hasOwn(MADE_BY_METHOD, last) ? MADE_BY_METHOD[last] : undefined);
    const derived = kind ?? this.derivedKind(name, file, depth + 1);
    if (derived !== undefined) {
      return { kind: derived, identity };
    }
    const made = name.includes('.') && !explained ? undefined : this.made(name, file, depth + 1)
      ?? this.elsewhere(callee.origin, file, depth, (found, other) => this.made(found, other, depth + 1));
    // `app = ProxyFix(app)`: what wraps an application is one of its kind.
    const [wrapped] = value.positional;
    return made ? { ...made, identity } : /^[A-Z]/.test(last) && wrapped ? this.wrapped(wrapped, file, block, identity, depth) : undefined;
  }

  /** What a class of the project gives that is made from one of a framework: `class Shop(Flask)`. */
  private derivedKind(name: string, file: string, depth: number): WebKind | undefined {
    const { top, imports } = this.source(file);
    const definition = top.classes.find((one) => one.name === name);
    if (definition === undefined || depth > DEEPEST) {
      return definition ? undefined : this.elsewhere(imports.get(name), file, depth, (found, other) => this.derivedKind(found, other, depth + 1));
    }
    return definition.bases.map(({ origin, dotted = '' }) => {
      const explained = imports.has(dotted.split('.')[0]);
      return (explained ? applicationKind(origin ?? dotted, true) : undefined) ?? this.derivedKind(dotted, file, depth + 1);
    }).find((kind) => kind !== undefined);
  }

  private wrapped(value: PythonExpression, file: string, block: PythonBlock, identity: string, depth: number) {
    const found = this.valued(value, file, block, identity, depth + 1);
    return found && { ...found, identity };
  }

  /** A name, or an attribute that holds an application: `app.server` of Dash, `app.wsgi_app` of Flask. */
  private aliased(value: PythonExpression, dotted: string, file: string, block: PythonBlock, identity: string, depth: number): Omit<WebObject, 'object'> | undefined {
    const [name, attribute, ...more] = dotted.split('.');
    if (attribute === undefined || (attribute === 'wsgi_app' && more.length === 0)) {
      // What stands in its own value is what it was before: `app = ProxyFix(app)`.
      const local = block.assignments.filter((assignment) => assignment.name === name && assignment.value.isBefore(value));
      const imported = (found: string, other: string) => this.named(found, other, depth + 1);
      const { top, imports } = this.source(file);
      return local.length > 0 ? this.valued(local[local.length - 1].value, file, block, identity, depth + 1)
        : block === top ? this.elsewhere(imports.get(name), file, depth, imported) : this.named(name, file, depth + 1);
    }
    const dash = block.assignments.find((assignment) => assignment.name === name)?.value.callee?.origin;
    return attribute === 'server' && dash !== undefined && /^dash\.(?:\w+\.)?Dash$/.test(dash) ? { kind: 'wsgi', identity } : undefined;
  }

  /** Looks for what was imported in the file of the project that it is from. */
  private elsewhere<T>(origin: string | undefined, file: string, depth: number, look: (name: string, file: string) => T | undefined): T | undefined {
    const at = origin?.lastIndexOf('.') ?? -1;
    if (origin === undefined || at < 0 || depth > DEEPEST) {
      return undefined;
    }
    const module = /^\.+$/.test(origin.slice(0, at + 1)) ? origin.slice(0, at + 1) : origin.slice(0, at);
    const other = this.fileOf(module, file);
    return other === undefined || other === file ? undefined : look(origin.slice(at + 1), other);
  }

  /** The file of a module that a file imports, absolute or relative. */
  private fileOf(module: string, from: string): string | undefined {
    const { _layout: layout, _source: source } = this.project;
    const dots = module.length - module.replace(/^\.+/, '').length;
    if (dots === 0) {
      return moduleFile({ ...layout, importRoots: [...layout.importRoots, ...foldersAbove(from)] }, source, module);
    }
    let folder = folderOf(from);
    for (let level = 1; level < dots; level++) {
      folder = folderOf(folder);
    }
    const rest = module.slice(dots).replace(/\./g, '/');
    const base = [folder, rest].filter((part) => part !== '').join('/');
    return [`${base}.py`, base === '' ? '__init__.py' : `${base}/__init__.py`].find((path) => source.isFile(path));
  }
}
