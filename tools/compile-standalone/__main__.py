#!/usr/bin/env python3
"""Compiles an app into a folder that runs without Python, with nothing but the standard library of Python 3.9 or newer and Nuitka.

  compile-standalone [--path DIR]... [--files DIR] --output DIR --name NAME
                     (--console-script NAME | --module NAME | --script FILE)
                     [--include MODULE]... [--word WORD]... [--argument WORD]... [--nuitka DIR] [-- NUITKA-OPTION...]

Run it with the Python of the environment that has the app and its dependencies. Besides the code that is imported, the result has, of every
distribution that some of it belongs to, the metadata and the data of its packages, and of a project that is no package all its files but code.
DIR is made; the program in it is NAME. With --word and --argument, a console script is started as if it had been called with these in front;
%PORT% in a --word is the variable PORT when it starts.
"""
import argparse
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:] = [path for path in sys.path if path not in ('', HERE)]
CODE = ('.py', '.pyc', '.pyo', '.pyi', '.pyx', '.pxd', '.so', '.a', '.c', '.h', '.cpp', '.hpp')
METADATA = ('.dist-info', '.egg-info')
UNUSED = ('RECORD', 'INSTALLER', 'REQUESTED', 'direct_url.json', 'uv_cache.json', 'WHEEL')  # of installers, or about files that are compiled
WORK = '/tmp/compile-standalone'
REPORT = WORK + '/report.xml'


def beside(name):
    """The module beside this file, loaded from there alone."""
    spec = importlib.util.spec_from_file_location('compile_standalone_' + name, os.path.join(HERE, name + '.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def distributions():
    """What is installed in the environment, by name, once each."""
    found = {}
    for distribution in importlib.metadata.distributions():
        name = distribution.metadata['Name']
        if name and os.path.realpath(str(distribution.locate_file(''))).startswith(os.path.realpath(sys.prefix) + os.sep):
            found.setdefault(name, distribution)
    return [found[name] for name in sorted(found)]


def compiled_modules(report):
    """The names of all modules that Nuitka has put into the program, its packages included."""
    return {module.get('name') for module in xml.etree.ElementTree.parse(report).getroot().iter('module')}


def copy_installed(compiled, output):
    """The metadata of every distribution of which something was compiled, and what its packages have beside code."""
    for distribution in distributions():
        files = [file for file in distribution.files or [] if '..' not in file.parts]
        own = [file for file in files if file.suffix in CODE and module_name(file) in compiled]
        packages = {file.parts[0] for file in own if len(file.parts) > 1}
        for file in files if own else []:
            metadata = file.parts[0].endswith(METADATA) and file.name not in UNUSED
            data = file.parts[0] in packages and not file.name.endswith(CODE) and '__pycache__' not in file.parts
            if metadata or data:
                copy(str(distribution.locate_file(file)), os.path.join(output, *file.parts))


def module_name(file):
    """The name under which a file of code is imported: `a/b/__init__.py` is a.b, `a/c.cpython-313-x86_64-linux-gnu.so` is a.c."""
    parts = [*file.parts[:-1], file.name.split('.')[0]]
    return '.'.join(parts[:-1] if parts[-1] == '__init__' else parts)


def copy(path, target):
    """A file that was there already is the program, or what Nuitka itself has put there."""
    if not os.path.lexists(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(path, target)
        shutil.copymode(path, target)


def nuitka_command(options, main):
    """The words that compile."""
    return [sys.executable, '-m', 'nuitka', '--mode=standalone', '--output-dir=' + WORK, '--output-filename=' + options.name, '--remove-output',
            '--report=' + REPORT, '--assume-yes-for-downloads', '--lto=no', '--python-flag=unbuffered',
            *('--include-module=' + module for module in options.include), *options.options, main]


def copy_data(folder, roots, output):
    """The files of a project that is no package, but its code: as they lie, and where the modules below an import root see them."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != '__pycache__' and not os.path.exists(os.path.join(at, name, 'pyvenv.cfg')))
        for path in (os.path.join(at, name) for name in files if not name.endswith(CODE)):
            for root in sorted({folder, *(root for root in roots if path.startswith(root.rstrip('/') + '/'))}):
                copy(path, os.path.join(output, os.path.relpath(path, root)))


def separated(words):
    """Our own words, and those behind `--`."""
    at = words.index('--') if '--' in words else len(words)
    return words[:at], words[at + 1:]


def main():
    parser = argparse.ArgumentParser(prog='compile-standalone', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--path', action='append', default=[], metavar='DIR', help='where modules of a project are that is no package')
    parser.add_argument('--files', metavar='DIR', help='the folder of a project that is no package: its files that are no code are in the result')
    parser.add_argument('--output', required=True, metavar='DIR')
    parser.add_argument('--name', required=True)
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument('--console-script', metavar='NAME')
    start.add_argument('--module', metavar='NAME')
    start.add_argument('--script', metavar='FILE')
    parser.add_argument('--include', action='append', default=[], metavar='MODULE', help='a module that is imported by a name that no code shows')
    parser.add_argument('--word', action='append', default=[], metavar='WORD')
    parser.add_argument('--argument', action='append', default=[], metavar='WORD')
    parser.add_argument('--nuitka', metavar='DIR', help='where Nuitka is installed, when it is not in the environment')
    own, nuitka = separated(sys.argv[1:])
    options = parser.parse_args(own)
    options.options = nuitka
    sys.path[:0] = options.path
    shutil.rmtree(WORK, ignore_errors=True)
    entry = beside('entry_point')
    try:
        main_file = entry.main_file(options, WORK)
    except entry.NotFound as error:
        sys.exit(f'compile-standalone: {error}')
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(options.path + ([options.nuitka] if options.nuitka else [])))
    status = subprocess.run(nuitka_command(options, main_file), env=environment, check=False).returncode
    if status != 0:
        sys.exit('compile-standalone: Nuitka failed; what it says is above')
    result = os.path.join(WORK, os.path.splitext(os.path.basename(main_file))[0] + '.dist')
    os.makedirs(os.path.dirname(options.output.rstrip('/')), exist_ok=True)
    shutil.move(result, options.output)
    copy_installed(compiled_modules(REPORT), options.output)
    if options.files:
        copy_data(options.files, options.path, options.output)


if __name__ == '__main__':
    main()
