"""The tags of the wheels that a platform takes (PEP 425, PEP 600, PEP 656)."""
import re
import sys

from pip._vendor.packaging.tags import compatible_tags, cpython_tags

LEGACY = {17: 'manylinux2014', 12: 'manylinux2010', 5: 'manylinux1'}


def platform_tags(newest):
    """The machine of a platform tag, and the tags that are taken there, the best first."""
    match = re.fullmatch(r'(manylinux_2|musllinux_1)_(\d+)_(\w+)', newest)
    if match is None:
        sys.exit(f'make-wheels: {newest} is not such as manylinux_2_41_aarch64 or musllinux_1_2_aarch64')
    family, minor, machine = match[1], int(match[2]), match[3]
    if family == 'musllinux_1':
        return machine, [f'{family}_{n}_{machine}' for n in range(minor, -1, -1)] + [f'linux_{machine}']
    oldest = 5 if machine in ('x86_64', 'i686') else 17
    tags = []
    for n in range(minor, oldest - 1, -1):
        tags.append(f'{family}_{n}_{machine}')
        if n in LEGACY:
            tags.append(f'{LEGACY[n]}_{machine}')
    return machine, tags + [f'linux_{machine}']


def supported_tags(platforms):
    """All tags that the Python which runs this takes on these platforms."""
    interpreter = f'cp{sys.version_info[0]}{sys.version_info[1]}'
    return {*cpython_tags(platforms=platforms), *compatible_tags(interpreter=interpreter, platforms=platforms)}
