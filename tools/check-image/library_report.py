"""What to say of shared libraries that an image lacks, and what to write to get them."""
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))


def libraries_of_debian():
    """Library name to the Debian package that has it, or to those by suite."""
    try:
        with open(os.path.join(HERE, 'debian-libraries.json'), encoding='utf-8') as file:
            return json.load(file)
    except OSError:
        return {}


def debian_packages(root, libraries):
    """Library name to the Debian package that has it, for those the table knows in the suite of the image."""
    table = libraries_of_debian()
    known = {name: table[name] for name in libraries if name in table and root.debian}
    known = {name: value if isinstance(value, str) else value.get(root.suite, '') for name, value in known.items()}
    return {name: value for name, value in known.items() if value}


def looked_for(root, text):
    """The libraries that a program looked for by a name without a version: `Could not find the GDAL library` of Django."""
    names = [name.lower() for name in re.findall(r'[Cc]ould not find the (\w+) library', text)]
    known = [library for library in libraries_of_debian() for name in names if re.fullmatch(rf'lib{name}(_c)?\.so\.\d+', library)]
    return list(debian_packages(root, known)) or [f'lib{name}.so' for name in names]


def what_to_write(root, libraries):
    """The lines that say how to get the libraries."""
    packages = debian_packages(root, libraries)
    lines = []
    if packages:
        names = ', '.join(f"'{name}'" for name in sorted(set(packages.values())))
        lines.append(f'systemPackages: SystemPackages.combine(SystemPackages.fromCatalogue(), SystemPackages.apt({{ runtimePackages: [{names}] }}))')
    others = sorted(set(libraries) - set(packages))
    if root.musl and any(re.match(r'/lib.*/ld-linux|lib\w+\.so\.6$|ld-linux', name) for name in others):
        lines.append('wheels for musl (musllinux in their names), or a base image with glibc: the files above were built for glibc')
    elif others and root.musl:
        lines.append('the Alpine packages that provide ' + ', '.join('so:' + name for name in others))
    elif others and root.debian:
        lines.append(f'the packages of {root.suite or "Debian"} that have {", ".join(others)} (packages.debian.org finds them by file)')
    elif others:
        lines.append("the packages of the base image's distribution that have " + ', '.join(others))
    return lines


def unsearched(root, name):
    """Where a library that the loader does not find lies all the same: in a folder of ld.so.conf that the cache does not have."""
    text = b'\n'.join(root.read('/etc/ld.so.conf.d/' + file) for file in root.names('/etc/ld.so.conf.d') if file.endswith('.conf'))
    folders = [line.strip() for line in (root.read('/etc/ld.so.conf') + b'\n' + text).decode(errors='replace').split('\n')]
    return next((folder + '/' + name for folder in folders if folder.startswith('/') and root.elf(folder + '/' + name)), None)


def report(root, scan, paths):
    """The lines of a failure, or none."""
    lines = []
    bases = sorted((root.real(path).rstrip('/') + '/' for path in paths), key=len, reverse=True)

    def relative(path):
        path = path[next((len(base) for base in bases if path.startswith(base)), 0):]
        return re.sub(r'^lib/python[\d.]+/site-packages/', '', path)

    for name, files in sorted(scan.missing.items()):
        package = debian_packages(root, [name]).get(name)
        place = unsearched(root, name)
        lines.append(f'  {name} (Debian package {package})' if package else '  ' + name)
        shown = sorted(map(relative, files))
        lines += ['    needed by ' + path for path in shown[:5]] + ([f'    and {len(shown) - 5} more'] if len(shown) > 5 else [])
        if place:
            lines.append(f'    lies at {place}, where the loader does not look until ldconfig has run')
    if lines:
        lines.insert(0, '1 shared library is missing' if len(scan.missing) == 1 else f'{len(scan.missing)} shared libraries are missing')
        lines += ['  write: ' + line for line in what_to_write(root, scan.missing)]
    for (name, version), files in sorted(scan.outdated.items()):
        lines += [f'{name} is too old: it has no {version}'] + ['    needed by ' + path for path in sorted(map(relative, files))[:5]]
    if scan.outdated:
        lines.append('  write: one Debian suite in the tags of the builder and of the runtime image; they were built on a newer one')
    if scan.strangers:
        counted = '1 extension module is' if len(scan.strangers) == 1 else f'{len(scan.strangers)} extension modules are'
        lines.append(f'{counted} for {scan.strangers[0].machine_name}, but the image is for {root.elf(root.libc).machine_name}')
        lines += ['    ' + relative(elf.path) for elf in scan.strangers[:5]]
        lines.append('  write: the platform of the image where the wheels are installed')
    return lines
