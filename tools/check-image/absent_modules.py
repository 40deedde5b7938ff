"""What to write where a module is not there, or code is of a Python that is gone."""
import re

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


def is_python_2(error):
    """Whether a syntax error is for a statement of Python 2."""
    return STATEMENTS.search(str(error)) is not None


def what_to_write(module):
    """The line that says how the module gets there."""
    top = module.partition('.')[0]
    if top in RENAMED:
        return f'Python 3 in this file, which is of Python 2: {top} is {RENAMED[top]} there'
    last = next((version for version, names in LAST.items() if top in names), None)
    older = f'python: PythonVersion.of({last!r}), the last one that has the module {top}' if last else ''
    added = f'{BROUGHT.get(top, f"the distribution that has the module {module}")} into the dependencies of the project' if top in BROUGHT or not last else ''
    return '; or '.join(filter(None, [added, older]))
