#!/usr/bin/env python3
"""Makes a wheel of everything that is required, by the pip of the Python that runs it.

  make-wheels --platform TAG [--inherit DIR]... [--compiled NAME]... --wheel-dir DIR --requirement FILE [OPTION OF PIP]...

--platform: the platform that the wheels are for, by the newest tag that it takes (`manylinux_2_41_aarch64`, `musllinux_1_2_aarch64`). On another machine
  nothing can be compiled for it: pip then takes wheels only, with the markers of that machine.
--inherit: a folder of wheels that were made before. A wheel is taken from there if it fits, has the very version that is required, and either has one
  of the hashes that are required, or is of a package that would be compiled here, too (--compiled): what a compiler made has no hash that a lock
  could know. Everything else is left to pip.

Nothing but the standard library and what pip brings along, for Python 3.9 or newer.
"""
import argparse
import os
import platform
import runpy
import shutil
import sys

sys.dont_write_bytecode = True
sys.path[0] = os.path.dirname(os.path.abspath(__file__))
from inherited import inherit, wheels_of  # noqa: E402
from target import platform_tags, supported_tags  # noqa: E402


def pip(words, machine):
    """Runs pip as if it were on the machine: `platform_machine` of a requirement is asked of it, whatever pip is told by --platform."""
    platform.machine = lambda: machine
    sys.argv = ['pip', *words]
    runpy.run_module('pip', run_name='__main__', alter_sys=True)


def main():
    parser = argparse.ArgumentParser(prog='make-wheels', allow_abbrev=False)
    parser.add_argument('--platform', required=True)
    parser.add_argument('--inherit', action='append', default=[])
    parser.add_argument('--compiled', action='append', default=[])
    parser.add_argument('--wheel-dir', required=True)
    parser.add_argument('--requirement', required=True)
    options, rules = parser.parse_known_args()
    machine, tags = platform_tags(options.platform)
    native = machine == platform.machine()
    platform.machine = lambda: machine
    os.makedirs(options.wheel_dir, exist_ok=True)
    requirement = options.requirement
    if options.inherit:
        offered = [wheel for folder in options.inherit for wheel in wheels_of(folder, supported_tags(tags))]
        taken, requirement, left = inherit(requirement, offered, set(options.compiled))
        for wheel, why in taken:
            shutil.copyfile(wheel, os.path.join(options.wheel_dir, os.path.basename(wheel)))
            print(f'make-wheels: {wheel} is taken: {why}')
        print(f'make-wheels: {len(taken)} inherited, {left} left to pip', flush=True)
        if left == 0:
            return
    if native:
        pip(['wheel', *rules, '--wheel-dir', options.wheel_dir, '--requirement', requirement], machine)
        return
    try:
        platforms = [word for tag in tags for word in ('--platform', tag)]
        pip(['download', *rules, '--only-binary=:all:', *platforms, '--dest', options.wheel_dir, '--requirement', requirement], machine)
    except SystemExit as end:
        if end.code:
            sys.exit(f'make-wheels: not every package has a wheel for {machine}, and nothing can be compiled for it on this machine.\n'
                     f'  Build on a machine of that platform, or with emulation: onlyBinary: false')
        raise


main()
