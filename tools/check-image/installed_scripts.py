"""The scripts of an installed environment: whether they can be started, and what they import."""
import os
from importlib import metadata


def problem(path):
    """The lines that say why a script cannot be started; none when it can."""
    real = os.path.realpath(path)
    if not os.path.isfile(real):
        return ['it is not there' if real == path else f'it leads to {real}, which is not there', *beside(real)]
    if not os.access(real, os.X_OK):
        return [f'user {os.getuid()} cannot run it', 'write: chmod +x in the source, whose modes the image has; or a console script of a package, which is executable']
    with open(real, 'rb') as file:
        first = file.readline(4096)
    program = first[2:].split()[0].decode(errors='replace') if first.startswith(b'#!') and first[2:].split() else None
    if program is not None and not os.access(program, os.X_OK):
        return [f'its first line starts {program}, which is not there', 'write: one path of the environment for the builder and the runtime']
    return []


def beside(path):
    """What there is instead, without Python's own programs."""
    folder = os.path.dirname(path)
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    names = [name for name in names if not name.startswith(('python', 'activate', 'Activate', 'deactivate'))]
    return [f'{folder} has {", ".join(names) or "no scripts"}', 'write: the name of one of them, or a package that brings the script into the dependencies']


def target(path):
    """What the script calls, `module:function`; None when no package says it."""
    name = os.path.basename(path)
    points = (point for found in metadata.distributions() for point in found.entry_points)
    return next((point.value.partition('[')[0].strip() for point in points if point.group in ('console_scripts', 'gui_scripts') and point.name == name), None)
