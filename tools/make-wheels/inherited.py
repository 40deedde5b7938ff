"""Chooses from wheels that were made before those that a requirements file asks for."""
import hashlib
import os
import re
import tempfile

from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
from pip._vendor.packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

HASH = re.compile(r'\s--hash[= ]sha256:([0-9a-f]{64})')


def wheels_of(folder, tags):
    """(name, version, path) of the wheels in a folder that fit the tags, in the order of their names."""
    found = []
    for file in sorted(os.listdir(folder)):
        try:
            name, version, _, tags_of_wheel = parse_wheel_filename(file)
        except InvalidWheelFilename:
            continue
        if tags & tags_of_wheel:
            found.append((name, version, os.path.join(folder, file)))
    return found


def inherit(file, offered, compiled):
    """The wheels to take with the reason, the file that requires the rest, and how many requirements that are."""
    taken, left = [], 0
    lines = []
    for line in logical_lines(file):
        include = re.match(r'(-r|--requirement)[= ]?\s*(.+)', line)
        if include:
            inside = os.path.join(os.path.dirname(file), include[2].strip())
            more, rest, number = inherit(inside, offered, compiled)
            taken += more
            left += number
            line = f'--requirement {rest}'
        elif not line.startswith('-'):
            requirement = parse(line)
            if requirement is not None and requirement.marker is not None and not requirement.marker.evaluate():
                continue
            wheel = requirement and wheel_for(requirement, set(HASH.findall(line)), offered, compiled)
            if wheel:
                taken.append(wheel)
                continue
            left += 1
        lines.append(line)
    # Beside the file, since the paths in it count from there; elsewhere if it is one that another stage wrote out.
    folder = os.path.dirname(os.path.abspath(file))
    rest = os.path.join(folder if os.access(folder, os.W_OK) else tempfile.mkdtemp(), f'not-inherited-{os.path.basename(file)}')
    with open(rest, 'w', encoding='utf-8') as target:
        target.writelines(f'{line}\n' for line in lines)
    return taken, rest, left


def wheel_for(requirement, hashes, offered, compiled):
    """A wheel of exactly the required version, and why it can be trusted; None when there is none."""
    pinned = [one.version for one in requirement.specifier if one.operator in ('==', '===') and '*' not in one.version]
    if len(pinned) != 1 or len(requirement.specifier) != 1:
        return None
    for name, version, path in offered:
        if name == canonicalize_name(requirement.name) and requirement.specifier.contains(str(version), prereleases=True):
            if digest(path) in hashes:
                return path, 'its hash is in the lock'
            if name in compiled:
                return path, 'it was compiled there'
            if not hashes:
                return path, 'the lock has no hashes'
    return None


def parse(line):
    """The requirement; None for a path, a URL and what else only pip understands."""
    try:
        requirement = Requirement(re.sub(r'\s--[a-z-]+[= ]\S+', '', line).strip())
    except InvalidRequirement:
        return None
    return None if requirement.url else requirement


def logical_lines(file):
    """Continued lines joined, comments and blank lines left out."""
    with open(file, encoding='utf-8') as source:
        text = re.sub(r'\\\r?\n', ' ', source.read())
    lines = (re.sub(r'(^|\s)#.*$', '', line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def digest(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()
