"""The file that Nuitka compiles as __main__: what an installer's wrapper, `python -m` or `python FILE` would run."""
import ast
import importlib.metadata
import importlib.util
import os

CALL = """import sys
{words}if sys.argv[0].endswith('.bin'):
    sys.argv[0] = sys.argv[0][:-len('.bin')]
from {module} import {top}
sys.exit({attribute}())
"""
WORDS = """import os
sys.argv[1:1] = [word.replace('%PORT%', os.environ.get('PORT') or '8000') for word in {words!r}] + {literal!r}
"""


class NotFound(Exception):
    """What starts is not there. The message says what is."""


def main_file(options, folder):
    """The path of the main file: an own file of the app where it can be taken as it is."""
    if options.script:
        return options.script
    if options.module:
        text, file, package = module_text(options.module)
        if text is None:
            return file
        options.include.append(package)  # a __main__ that imports nothing of its package does not show that there is one
    else:
        text = script_text(options.console_script, options.word, options.argument)
    return write(folder, text)


def write(folder, text):
    """Under a name that no module can have: its folder is the first that imports are looked for in."""
    path = os.path.join(folder, 'start', '__main__.py')
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


def script_text(name, words, literal):
    """What the wrapper of a console script does. https://packaging.python.org/en/latest/specifications/entry-points/"""
    found = {entry.name: entry for distribution in importlib.metadata.distributions() for entry in distribution.entry_points
             if entry.group == 'console_scripts'}
    if name not in found:
        raise NotFound(f'no console script {name!r} is installed; there are: ' + (', '.join(sorted(found)) or 'none'))
    module, _, attribute = found[name].value.split('[')[0].strip().partition(':')
    before = WORDS.format(words=words, literal=literal) if words or literal else ''
    return CALL.format(words=before, module=module.strip(), top=attribute.partition('.')[0].strip(), attribute=attribute.strip())


def module_text(name):
    """What `python -m` runs: the file as it is, where it is in no package; otherwise its text, as __main__ of that package."""
    try:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.submodule_search_locations is not None:
            name += '.__main__'
            spec = importlib.util.find_spec(name)
    except ModuleNotFoundError as error:
        raise NotFound(str(error)) from error
    if spec is None or spec.origin is None or not spec.origin.endswith('.py'):
        raise NotFound(f'no module {name} in Python is installed, or in the folders of --path')
    package = name.rpartition('.')[0]
    if not package:
        return None, spec.origin, None
    with open(spec.origin, 'rb') as file:
        return in_package(importlib.util.decode_source(file.read()), package), spec.origin, package


def in_package(text, package):
    """The text of a module of a package, to be run elsewhere: relative imports are written out. No line moves but below the one where the
    package is named and imported."""
    tree, lines = ast.parse(text), [line.encode() for line in text.split('\n')]
    relative = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level > 0]
    for node in sorted(relative, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        above = package.split('.')
        if node.level > len(above):
            raise NotFound(f'line {node.lineno} imports from beyond the top of {package}')
        absolute = '.'.join(above[:len(above) - node.level + 1] + ([node.module] if node.module else []))
        line, after = lines[node.lineno - 1], node.col_offset + len('from')
        rest = line[after:].lstrip()
        dots = rest[len(rest) - len(rest.lstrip(b'. ')):]
        tail = dots.lstrip()
        if node.module:
            if not tail.startswith(node.module.encode()):
                raise NotFound(f'line {node.lineno}: write "from {"." * node.level}{node.module} import ..." in one line')
            tail = tail[len(node.module):]
        lines[node.lineno - 1] = line[:after] + b' ' + absolute.encode() + b' ' + tail.lstrip()
    first = next((node for node in tree.body if not is_head(node)), None)
    at = (min([first.lineno, *(item.lineno for item in getattr(first, 'decorator_list', []))]) if first else len(lines) + 1) - 1
    lines.insert(at, f'__package__ = {package!r}; __import__(__package__)'.encode())
    return b'\n'.join(lines).decode()


def is_head(node):
    """Whether nothing may come before it: the docstring and imports from __future__."""
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return docstring or isinstance(node, ast.ImportFrom) and node.module == '__future__'
