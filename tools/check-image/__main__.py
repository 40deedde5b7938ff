#!/usr/bin/env python3
"""Checks an image inside its own build, with nothing but the standard library of Python 3.9 or newer.

  check-image libraries [--root DIR] [--ignore PATTERN]... PATH...   every shared library that the files below PATH need is there
  check-image imports [--path DIR] [--timeout S] MODULE[:ATTR]...    each module (or /path/to/script.py, or what an installed /path/to/script calls)
                                                                     can be imported; an error of the app's own (no DATABASE_URL) is shown and passes
  check-image requires [--path DIR] [--timeout S] FILE|MODULE...     what `python FILE` or `python -m MODULE` imports at its top can be imported;
                                                                     the file or module itself is read, not run
  check-image scripts PATH...                                        each script, or link to one, is there and can be started; it is not
  check-image writable PATH...                                       the current user can write nothing at or below PATH
  check-image static [--path DIR] [--settings MODULE] [--timeout S] --url URL --out DIR FOLDER MODULE[:ATTR]
                                                                     Django collects its static files into FOLDER (STATIC_ROOT), which are then below DIR;
                                                                     the module, which serves them, can be imported then
  check-image native                                                 the checks after it run only where TARGETPLATFORM is BUILDPLATFORM

Several checks in one run stand with `--` between them: a start of Python costs more than most checks.
Run it with `python -I`, as the user of the runtime stage. Exit code 0 and a line for each check of what went well; 1 and what to write otherwise.
"""
import argparse
import importlib
import importlib.util
import os
import re
import signal
import sys
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True  # -I ignores PYTHONDONTWRITEBYTECODE
sys.path[:] = [path for path in sys.path if path not in ('', HERE)]  # no module of the app is looked for here
STANDARD_LIBRARY = os.path.dirname(os.__file__)


def beside(name):
    """The module beside this file, loaded from there alone."""
    spec = importlib.util.spec_from_file_location('check_image_' + name, os.path.join(HERE, name + '.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def libraries(options):
    elf = beside('shared_libraries')
    root = elf.Root(options.root)
    absent = [path for path in options.paths if not os.path.lexists(root.top + root.real(path))]
    if absent:
        return ['no such path: ' + ', '.join(absent)], ''
    scan = elf.Scan(root, options.paths, options.ignore)
    return beside('library_report').report(root, scan, options.paths), f'{len(scan.files)} ELF files find their {len(scan.libraries)} shared libraries'


def failure(error, name):
    """The last lines of a traceback: the app's own frames, then where it ended, then the exception."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__)
              if os.path.dirname(os.path.abspath(frame.filename)) != HERE and not frame.filename.startswith('<frozen')
              and (not frame.filename.startswith(STANDARD_LIBRARY) or 'site-packages' in frame.filename)]
    top = name.partition('.')[0]
    places = (f'/{top}/', f'/{top}.py')
    own = [frame for frame in frames if 'site-packages' not in frame.filename or any(place in frame.filename for place in places)]
    shown = own[-3:] + [frame for frame in frames[-1:] if frame not in own[-3:]]
    lines = [f'File "{frame.filename}", line {frame.lineno}: {frame.line or ""}' for frame in shown]
    lines += ''.join(traceback.format_exception_only(type(error), error)).rstrip().split('\n')[-4:]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause:
        lines.append('because of ' + traceback.format_exception_only(type(cause), cause)[-1].rstrip())
    absent = re.findall(r'([^\s:]+\.so[.\w]*): cannot open shared object file', '\n'.join(lines)) + looked_for(error)
    place = frames[-1].filename if frames else None
    absent_modules = beside('absent_modules')
    outdated = absent_modules.outdated(error, place) or (cause and absent_modules.distribution_of(place) and absent_modules.outdated(cause, place))
    if isinstance(error, ModuleNotFoundError) and error.name and not outdated:
        missing = name == error.name or name.startswith(error.name + '.')
        lines.append('write: ' + ('an entry point whose module the project has and installs' if missing
                                  else absent_modules.what_to_write(error.name, absent_modules.distribution_of(place))))
    elif isinstance(error, SyntaxError) and absent_modules.is_python_2(error):
        lines.append('write: Python 3 in this file, which is of Python 2')
    elif absent:
        lines += ['write: ' + line for line in beside('library_report').what_to_write(beside('shared_libraries').Root('/'), absent)]
    elif isinstance(error, SystemExit):
        lines.append('write: what ends the program goes below if __name__ == "__main__", or into a function')
    elif outdated:
        lines.append('write: ' + outdated)
    return lines


def looked_for(error):
    """Shared libraries that a package opens by their names, and did not find."""
    return beside('library_report').looked_for(beside('shared_libraries').Root('/'), str(error))


BROKEN = (ImportError, SyntaxError, NameError, TypeError, AttributeError, SystemExit, KeyboardInterrupt)


def verdict(error):
    """Whether the image is at fault: a variable or a server that only the container has is not missed here."""
    return 'broken' if isinstance(error, BROKEN) or 'cannot open shared object file' in str(error) or looked_for(error) else 'complains'


def import_one(target):
    """Import, and answer what went wrong, or that nothing did."""
    if target.startswith('/') and not target.endswith('.py'):
        target = beside('installed_scripts').target(target)
        if target is None:  # a program that no package describes, or none at all, has nothing to import
            return 'untried', []
    name, _, attribute = (target, '', '') if target.endswith('.py') else target.partition(':')
    try:
        if target.endswith('.py'):
            sys.path.insert(0, os.path.dirname(os.path.abspath(target)))  # as `python script.py` does
            name = os.path.basename(target)[:-3]
            spec = importlib.util.spec_from_file_location(name, target)
            found = sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(found)
        else:
            # of `shop:cli.main` a script says `from shop import cli`, which imports the module of that name
            found = __import__(name, fromlist=attribute.split('.')[:1] if '.' in attribute else ['__name__'])
        for part in filter(None, attribute.split('.')):
            found = getattr(found, part)
    except BaseException as error:  # also SystemExit and KeyboardInterrupt: none of them is a module that was imported
        return verdict(error), failure(error, name)
    return 'imported', []


def require_one(target):
    """Import what an entry point imports, and answer what went wrong."""
    errors, last = beside('required_imports').failures(target)
    endings = [verdict(error) for error in errors]
    lines = [line for error in errors for line in failure(error, target)]
    if last is not None:
        lines.append(f'line {last} changes where modules are looked for: the imports below it were not tried')
    return 'broken' if 'broken' in endings else 'complains' if lines else 'imported', lines


def in_child(target, attempt, options):
    """In a process of its own: how the attempt ended and what there is to say; no ending from a process that ends on the way."""
    said, answer = os.memfd_create('said'), os.memfd_create('answer')  # nothing is written to disk
    child = os.fork()
    if child == 0:
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.environ['PYTHONDONTWRITEBYTECODE'] = '1'
        sys.path[:0] = options.path
        signal.alarm(options.timeout)
        ending, lines = attempt(target)
        os.write(answer, '\n'.join([ending, *lines]).encode(errors='replace'))
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    ended, *lines = os.pread(answer, 1 << 20, 0).decode().split('\n')
    if not ended:
        lines = os.pread(said, 1 << 20, max(0, os.fstat(said).st_size - 2000)).decode(errors='replace').split('\n')[-6:]
        if os.WIFEXITED(status):
            lines.append(f'ended the process with exit code {os.WEXITSTATUS(status)}')
        elif os.WTERMSIG(status) == signal.SIGALRM:
            lines += [f'did not end within {options.timeout} s', 'write: what runs for long goes below if __name__ == "__main__"']
        else:
            lines.append('ended by ' + signal.Signals(os.WTERMSIG(status)).name)
    os.close(said)
    os.close(answer)
    return ended, lines


def attempts(options, attempt, broken):
    """The lines of all that are broken, and the names of those where all went well; an error of the app's own is printed and passes."""
    problems, notes, fine = [], [], []
    for target in options.modules:
        ended, lines = in_child(target, attempt, options)
        if not lines and ended != 'untried':
            fine.append(target)
        elif lines:
            (notes if ended == 'complains' else problems).extend(['  ' + target] + ['    ' + line for line in lines if line])
    if problems:
        problems.insert(0, broken)
    if notes:
        print('\n'.join(['these ended with an error of their own, maybe for want of a variable or a server; the container shows', *notes]), flush=True)
    return problems, ', '.join(fine)


def imports(options):
    problems, fine = attempts(options, import_one, f'these cannot be imported by user {os.getuid()}')
    return problems, fine and 'imported ' + fine


def requires(options):
    problems, fine = attempts(options, require_one, f'these cannot be started by user {os.getuid()}')
    return problems, fine and 'what they import at their top is there: ' + fine


def static(options):
    files = beside('static_files')

    def attempt(target):
        try:
            files.collect(options)
        except files.Wrong as wrong:
            return 'broken', wrong.args
        except BaseException as error:  # an error of the app's own, too: nothing is served without its files
            return 'broken', failure(error, target.partition(':')[0])
        signal.alarm(options.timeout)
        return import_one(target)  # in the process that has imported most of it

    problems, fine = attempts(options, attempt, f'its static files cannot be collected by user {os.getuid()}, or it cannot be imported')
    return problems, f'collected {options.folder}' + (fine and ', imported ' + fine)


def scripts(options):
    problem = beside('installed_scripts').problem
    lines = [line for path in options.paths for found in [problem(path)] if found for line in ['  ' + path, *('    ' + line for line in found)]]
    return (['these scripts cannot be started', *lines] if lines else []), 'can be started: ' + ', '.join(options.paths)


def writable(options):
    absent = [top for top in options.paths if not os.path.lexists(top)]
    if absent:
        return ['no such path: ' + ', '.join(absent)], ''
    found = []
    for top in options.paths:
        found.append(top)
        for folder, folders, files in os.walk(top):
            found += [os.path.join(folder, name) for name in folders + files]
    user = os.getuid()
    lax = sorted(path for path in found if not os.path.islink(path) and os.access(path, os.W_OK))
    if lax and user == 0:
        return ['the check runs as root, who can write everything', '  write: USER with the number of a user other than 0 before it'], ''
    if lax:
        return [f'user {user} can write {len(lax)} of {len(found)} files and folders', *('  ' + path for path in lax[:5]),
                '  write: no --chown and no --chmod where they are copied; they belong to root, and others only read them'], ''
    return [], f'user {user} can write none of {len(found)} files and folders'


def chained(words):
    checks = [[]]
    for word in words:
        checks.append([]) if word == '--' else checks[-1].append(word)
    return checks


def main():
    parser = argparse.ArgumentParser(prog='check-image', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest='command', required=True)
    command = commands.add_parser('libraries')
    command.add_argument('--root', default='/', help='a root file system other than /, maybe for another architecture; PATHs are inside it')
    command.add_argument('--ignore', action='append', default=[], metavar='PATTERN', help='shell pattern of a library or of a path that needs it')
    command.add_argument('paths', nargs='+', metavar='PATH')
    command.set_defaults(check=libraries)
    for check, kind in ((imports, 'MODULE'), (requires, 'FILE|MODULE')):
        command = commands.add_parser(check.__name__)
        command.add_argument('--path', action='append', default=[], metavar='DIR', help='looked into first, as the working directory of a script project')
        command.add_argument('--timeout', type=int, default=60, metavar='S', help='seconds for each module')
        command.add_argument('modules', nargs='+', metavar=kind)
        command.set_defaults(check=check)
    command = commands.add_parser('static')
    command.add_argument('--path', action='append', default=[], metavar='DIR', help='looked into first')
    command.add_argument('--settings', metavar='MODULE', help='the settings; what the first MODULE says, if absent')
    command.add_argument('--url', required=True, help='what STATIC_URL has to say, without a slash at its end')
    command.add_argument('--out', required=True, metavar='DIR', help='where the files are then, below it at the path of FOLDER')
    command.add_argument('--timeout', type=int, default=60, metavar='S', help='seconds for the imports before the collection, and for the module after it')
    command.add_argument('folder', metavar='FOLDER')
    command.add_argument('modules', nargs=1, metavar='MODULE')
    command.set_defaults(check=static)
    for check in (scripts, writable):
        command = commands.add_parser(check.__name__)
        command.add_argument('paths', nargs='+', metavar='PATH')
        command.set_defaults(check=check)
    commands.add_parser('native').set_defaults(check=lambda _: ([], 'the platform of the image is the one that builds'))
    failed = False
    for words in chained(sys.argv[1:]):
        if words == ['native'] and os.environ.get('TARGETPLATFORM') != os.environ.get('BUILDPLATFORM'):
            break
        options = parser.parse_args(words)
        problems, summary = options.check(options)
        failed = failed or bool(problems)
        if problems or summary:
            print('\n'.join(problems) if problems else f'{options.command}: {summary}', file=sys.stderr if problems else sys.stdout, flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
