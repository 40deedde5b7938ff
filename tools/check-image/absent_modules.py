"""What to write where a module is not there, or code is of a Python that is gone, or does not run with the other packages that are there."""
import importlib.metadata
import os
import re
import sys

# The last Python that has them. Source: PEP 594, and What's New in Python 3.12 and 3.13.
LAST = {
    '3.11': ['asynchat', 'asyncore', 'distutils', 'imp', 'smtpd'],
    '3.12': ['aifc', 'audioop', 'cgi', 'cgitb', 'chunk', 'crypt', 'imghdr', 'lib2to3', 'mailcap', 'msilib', 'nis', 'nntplib', 'ossaudiodev', 'pipes',
             'sndhdr', 'spwd', 'sunau', 'telnetlib', 'uu', 'xdrlib'],
}
# Distributions that have them without their name: setuptools came with every environment before Python 3.12, and left pkg_resources out in version 82.
BROUGHT = {
    'pkg_resources': "'setuptools<82', which has the module pkg_resources,",
    'distutils': 'setuptools, which has the module distutils,',
    'cgi': 'legacy-cgi, which has the module cgi,',
    'audioop': 'audioop-lts, which has the module audioop,',
}
# What Python 2 had under another name. Source: PEP 3108.
RENAMED = {
    'BaseHTTPServer': 'http.server', 'ConfigParser': 'configparser', 'Cookie': 'http.cookies', 'HTMLParser': 'html.parser', 'Queue': 'queue',
    'SimpleHTTPServer': 'http.server', 'SocketServer': 'socketserver', 'StringIO': 'io', 'Tkinter': 'tkinter', '__builtin__': 'builtins', 'cPickle': 'pickle',
    'cStringIO': 'io', 'commands': 'subprocess', 'cookielib': 'http.cookiejar', 'httplib': 'http.client', 'thread': '_thread', 'urllib2': 'urllib.request',
    'urlparse': 'urllib.parse', 'xmlrpclib': 'xmlrpc.client',
}
# How Python 3 answers to the statements of Python 2.
STATEMENTS = re.compile(r"call to '(?:print|exec)'|multiple exception types must be parenthesized|leading zeros in decimal integer")
# The Python that runs.
PYTHON = f'{sys.version_info[0]}.{sys.version_info[1]}'
ABSENT_NAME = re.compile(r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'|module '(?P<module_>[\w.]+)' has no attribute '(?P<name_>\w+)'")
# What collections had until Python 3.9. Source: What's New in Python 3.10.
COLLECTIONS = {'Callable', 'Container', 'Generator', 'Hashable', 'ItemsView', 'Iterable', 'Iterator', 'KeysView', 'Mapping', 'MappingView', 'MutableMapping',
               'MutableSequence', 'MutableSet', 'Sequence', 'Set', 'Sized', 'ValuesView'}


def is_python_2(error):
    """Whether a syntax error is for a statement of Python 2."""
    return STATEMENTS.search(str(error)) is not None


def what_to_write(module, owner=None):
    """The line that says how the module gets there; the owner is the distribution, name and version, that imports it."""
    top = module.partition('.')[0]
    if top in RENAMED:
        return f'Python 3 in this file, which is of Python 2: {top} is {RENAMED[top]} there'
    last = next((version for version, names in LAST.items() if top in names), None)
    older = f'python: PythonVersion.of({last!r}), the last one that has the module {top}' if last else ''
    added = f'{BROUGHT.get(top, f"the distribution that has the module {module}")} into the dependencies of the project' if top in BROUGHT or not last else ''
    newer = f'a newer {owner[0]} than {owner[1]}, which imports it' if owner and (last or top in BROUGHT) else ''
    return '; or '.join(filter(None, [added, newer, older]))


def distribution_of(file):
    """Name and version of what installed a file; none for a file of the app's own or of Python."""
    inside = re.split(r'[\\/](?:site|dist)-packages[\\/]', file or '', maxsplit=1)
    if len(inside) < 2:
        return None
    for found in importlib.metadata.distributions(path=[file[:-len(inside[1])]]):
        if any(str(one).replace(os.sep, '/') == inside[1].replace(os.sep, '/') for one in found.files or []):
            return found.metadata['Name'], found.version
    return None


def outdated(error, file):
    """The line for an error that was raised in a file; none where nothing is known."""
    file = error.filename if isinstance(error, SyntaxError) else file
    owner = distribution_of(file)
    if isinstance(error, SyntaxError):
        return (f'a newer {owner[0]} than {owner[1]}, which Python {PYTHON} cannot read' if owner
                else f'line {error.lineno} of {file} as Python {PYTHON} has it; python -m py_compile tells it before a build')
    found = ABSENT_NAME.search(str(error))
    if isinstance(error, ModuleNotFoundError) or not found:
        return None
    name, module = found['name'] or found['name_'], found['module'] or found['module_']
    if module == 'collections' and name in COLLECTIONS and not owner:
        return f'collections.abc in place of collections in {file}, which is older than Python 3.10'
    other = distribution_of(getattr(sys.modules.get(module), '__file__', None))
    if owner and module.partition('.')[0] in getattr(sys, 'stdlib_module_names', ()):
        return f'a newer {owner[0]} than {owner[1]}, which is older than Python {PYTHON}'
    if owner and other and owner != other:
        return f'a newer {owner[0]} than {owner[1]}, or an older {other[0]} than {other[1]}, which has no {name} any more: these two do not go together'
    if other and not owner:
        return f'{file} for {other[0]} {other[1]}, which has no {name} in {module}, or another version of {other[0]} in the dependencies'
    return None
