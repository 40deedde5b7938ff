"""What an entry point imports before it does anything, found without running it."""
import ast
import importlib.util
import os
import sys
import zipfile

OPTIONAL = {'ImportError', 'ModuleNotFoundError', 'Exception', 'BaseException'}
SEARCH = {'path', 'modules', 'meta_path', 'path_hooks', 'addsitedir'}


class EntryPoint:
    """The code that `python FILE` or `python -m MODULE` runs as `__main__`."""

    def __init__(self, target):
        self.file, self.package, self.code = target, None, None
        if '/' in target:
            self.read_file()
        else:
            self.read_module(target)

    def read_file(self):
        sys.path.insert(0, os.path.dirname(os.path.abspath(self.file)))  # as `python script.py` does
        if not os.path.isfile(self.file):
            raise ImportError(f'no such file in the image: {self.file}')
        if not zipfile.is_zipfile(self.file):
            with open(self.file, 'rb') as file:
                self.code = file.read()

    def read_module(self, name):
        spec = importlib.util.find_spec(name)  # imports the packages above it, as -m does
        if spec is None:
            raise ModuleNotFoundError(f'No module named {name!r}', name=name)
        if spec.submodule_search_locations is not None:
            spec = importlib.util.find_spec(name + '.__main__')
            if spec is None:
                raise ImportError(f'{name!r} is a package without __main__.py, which cannot be run')
            name += '.__main__'
        self.package = name.rpartition('.')[0]
        self.file = spec.origin or name
        source = getattr(spec.loader, 'get_source', None)
        self.code = source(name) if source else None


def imports_of(body):
    """The import statements that surely run, in order; the line where the search for modules gets changed ends them."""
    for statement in body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            yield statement
        elif isinstance(statement, ast.If):
            if is_main(statement.test):
                yield from imports_of(statement.body)
        elif isinstance(statement, ast.Try):
            if not any(is_optional(handler.type) for handler in statement.handlers):
                yield from imports_of(statement.body)
        elif isinstance(statement, ast.With):
            if not any(is_call_of(item.context_expr, 'suppress') for item in statement.items):
                yield from imports_of(statement.body)
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and changes_search(statement):
            yield statement.lineno
            return


def is_main(test):
    """`__name__ == '__main__'`; every other condition may be false in the image."""
    return isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq) and any(
        isinstance(part, ast.Name) and part.id == '__name__' for part in ast.walk(test))


def is_optional(kind):
    """Whether a handler takes the error of an import: what it guards may be missing."""
    return kind is None or any(isinstance(part, ast.Name) and part.id in OPTIONAL for part in ast.walk(kind))


def is_call_of(expression, name):
    return isinstance(expression, ast.Call) and getattr(expression.func, 'attr', getattr(expression.func, 'id', None)) == name


def changes_search(statement):
    """sys.path, sys.modules, site.addsitedir …: what is imported below may lie in folders that are not known here."""
    return any(isinstance(part, ast.Attribute) and part.attr in SEARCH and isinstance(part.value, ast.Name) and part.value.id in ('sys', 'site')
               for part in ast.walk(statement))


def failures(target):
    """Runs the import statements and nothing else. The errors, then the line below which nothing was tried, or none."""
    errors = []
    try:
        entry = EntryPoint(target)
        if entry.code is None:
            return errors, None
        compile(entry.code, entry.file, 'exec', dont_inherit=True)
        statements = list(imports_of(ast.parse(entry.code, entry.file).body))
    except BaseException as error:  # also SystemExit and KeyboardInterrupt of a package above it
        return [error], None
    space = {'__name__': '__main__', '__package__': entry.package, '__file__': entry.file}
    for statement in statements:
        if isinstance(statement, int):
            return errors, statement
        try:
            exec(compile(ast.Module([statement], []), entry.file, 'exec', dont_inherit=True), space)
        except BaseException as error:  # the next one is tried, too: mistakes are told together
            errors.append(error)
    return errors, None
