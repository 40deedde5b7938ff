#!/usr/bin/env python3
"""Compiles an app into a folder that runs without Python, with nothing but the standard library of Python 3.9 or newer and Nuitka.

  compile-standalone [--path DIR]... [--files DIR] --output DIR --name NAME
                     (--console-script NAME | --module NAME | --script FILE)
                     [--include MODULE]... [--word WORD]... [-- NUITKA-OPTION...]

Run it with the Python of the environment that has the app and its dependencies. Besides the code that is imported, the result has the metadata of
all installed distributions and the data files of their packages; of a project that is no package, all its files that are no Python code.
DIR is made; the program in it is NAME. With --word, the app is started as if it had been called with these words in front; $PORT in one of them
is the variable PORT when it starts.
"""
import argparse
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:] = [path for path in sys.path if path not in ('', HERE)]
CODE = ('.py', '.pyc', '.pyo', '.pyi', '.pyx', '.pxd', '.so', '.a', '.c', '.h', '.cpp', '.hpp')
INSTALLED = ('.dist-info', '.egg-info', '.data')
WORK = '/tmp/compile-standalone'


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


def packages_with_data(distribution):
    """The packages of a distribution that have files beside code: the outermost folders with an __init__.py."""
    files = [file for file in distribution.files or [] if '..' not in file.parts and not file.parts[0].endswith(INSTALLED)]
    packages = {file.parts[:-1] for file in files if file.name == '__init__.py'}
    found = set()
    for file in files:
        if file.suffix not in CODE and len(file.parts) > 1 and '__pycache__' not in file.parts:
            above = [file.parts[:depth] for depth in range(1, len(file.parts))]
            found.add('.'.join(next((parts for parts in above if parts in packages), above[0])))
    return sorted(name for name in found if all(part.isidentifier() for part in name.split('.')))


def nuitka_command(options, main):
    """The words that compile."""
    words = [sys.executable, '-m', 'nuitka', '--mode=standalone', '--output-dir=' + WORK, '--output-filename=' + options.name, '--remove-output',
             '--assume-yes-for-downloads', '--lto=no', '--python-flag=unbuffered']
    for distribution in distributions():
        name = distribution.metadata['Name']
        if name.lower() == 'nuitka':
            continue
        words.append('--include-distribution-metadata=' + name)
        words += ['--include-package-data=' + package for package in packages_with_data(distribution)]
    return words + ['--include-module=' + module for module in options.include] + options.nuitka + [main]


def copy_data(folder, roots, output):
    """The files of a project that is no package, but its code, as they lie, and as modules below an import root see them."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in ('.venv', '__pycache__'))
        for name in files:
            path = os.path.join(at, name)
            if name.endswith(CODE):
                continue
            for root in {folder, *(root for root in roots if path.startswith(root.rstrip('/') + '/'))}:
                target = os.path.join(output, os.path.relpath(path, root))
                if os.path.lexists(target) and os.path.relpath(path, root) == name == os.path.basename(output):
                    continue
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copy2(path, target)


def main():
    own, _, nuitka = (lambda words: (words[:words.index('--')], '--', words[words.index('--') + 1:]) if '--' in words else (words, '', []))(sys.argv[1:])
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
    options = parser.parse_args(own)
    options.nuitka = nuitka
    sys.path[:0] = options.path
    shutil.rmtree(WORK, ignore_errors=True)
    entry = beside('entry_point')
    try:
        main_file = entry.main_file(options, WORK)
    except entry.NotFound as error:
        sys.exit(f'compile-standalone: {error}')
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(options.path))
    status = subprocess.run(nuitka_command(options, main_file), env=environment, check=False).returncode
    if status != 0:
        sys.exit('compile-standalone: Nuitka failed; what it says is above')
    result = os.path.join(WORK, os.path.splitext(os.path.basename(main_file))[0] + '.dist')
    os.makedirs(os.path.dirname(options.output.rstrip('/')), exist_ok=True)
    shutil.move(result, options.output)
    if options.files:
        copy_data(options.files, options.path, options.output)


if __name__ == '__main__':
    main()
