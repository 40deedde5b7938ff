"""Which shared libraries the ELF files of an image need, and whether its loader would find them. Part of check-image.py.

Reads headers (the dynamic section) and executes nothing; pure Python >= 3.9, for any architecture.
"""
import fnmatch
import os
import re
import struct

# Machine (e_machine): its name, and the folder of its libraries in Debian.
MACHINES = {62: ('x86-64', 'x86_64-linux-gnu'), 183: ('aarch64', 'aarch64-linux-gnu'), 40: ('arm', 'arm-linux-gnueabihf'),
            3: ('i386', 'i386-linux-gnu'), 243: ('riscv64', 'riscv64-linux-gnu'), 21: ('ppc64le', 'powerpc64le-linux-gnu'),
            22: ('s390x', 's390x-linux-gnu')}
NOT_ELF = ('.py', '.pyc', '.pyi', '.txt', '.json', '.md', '.rst', '.h', '.hpp', '.html', '.js', '.css', '.svg', '.png', '.mo', '.po', '.xml')
MOST = 1 << 20  # bytes of a table in a file that may be damaged
# Put in place when the container starts (the driver of the host's GPU), or tried at run time and done without.
OPTIONAL = ['libcuda.so.*', 'libnvidia-*.so.*', 'libnvcuvid.so.*', '*/numba/np/ufunc/*pool.*.so']


class Elf:
    """What the loader reads of one file: the dynamic section."""

    def __init__(self, path, head, fd):
        self.path, self.interpreter = path, None
        wide, order = head[4] == 2, '<' if head[5] == 1 else '>'
        kind, machine = struct.unpack_from(order + 'HH', head, 16)
        self.machine, self.machine_name = (machine, wide), MACHINES.get(machine, (f'machine {machine}', ''))[0]
        if kind not in (2, 3):
            raise ValueError('neither a program nor a shared library')
        offset = struct.unpack_from(order + ('Q' if wide else 'I'), head, 32 if wide else 28)[0]
        size, count = struct.unpack_from(order + 'HH', head, 54 if wide else 42)
        table, loads, dynamic = os.pread(fd, min(size * count, MOST), offset), [], None
        for at in range(0, len(table), size):
            if wide:
                kind, _, offset, address, _, length = struct.unpack_from(order + 'IIQQQQ', table, at)
            else:
                kind, offset, address, _, length = struct.unpack_from(order + 'IIIII', table, at)
            if kind == 1:
                loads.append((address, offset, length))
            elif kind == 2:
                dynamic = os.pread(fd, min(length, MOST), offset)
            elif kind == 3:
                self.interpreter = os.pread(fd, min(length, MOST), offset).rstrip(b'\0').decode()
        tags = []
        for tag, value in struct.iter_unpack(order + ('qQ' if wide else 'iI'), dynamic or b''):
            if tag == 0:
                break
            tags.append((tag, value))
        single = dict(tags)

        def place(address):
            return next((address - start + offset for start, offset, length in loads if start <= address < start + length), address)

        def text(at):
            return os.pread(fd, 4096, strings + at).partition(b'\0')[0].decode(errors='replace')

        def record(form, at):
            return struct.unpack(order + form, os.pread(fd, struct.calcsize(order + form), at))

        strings = place(single.get(5, 0))
        self.needed = [text(value) for tag, value in tags if tag == 1]
        self.soname = text(single[14]) if 14 in single else None
        self.rpath, self.runpath = ([part for part in text(single[tag]).split(':') if part] if tag in single else [] for tag in (15, 29))
        self.nodeflib = bool(single.get(0x6ffffffb, 0) & 0x800)
        self.versions, self.wanted = set(), []  # symbol versions (GLIBC_2.38): what it defines, and what it wants of which library
        at = place(single.get(0x6ffffffc, 0))
        for _ in range(single.get(0x6ffffffd, 0)):
            first, following = record('HHHHIII', at)[5:]
            self.versions.add(text(record('II', at + first)[0]))
            at += following or MOST  # 0 in the last one
        at = place(single.get(0x6ffffffe, 0))
        for _ in range(single.get(0x6fffffff, 0)):
            _, count, library, entry, following = record('HHIII', at)
            entry += at
            for _ in range(count):
                _, flags, _, name, after = record('IHHII', entry)
                if not flags & 2:  # weak: the loader only warns
                    self.wanted.append((text(library), text(name)))
                entry += after or MOST
            at += following or MOST


class Root:
    """A root file system, whose links are followed as seen from inside it, and the loader that it has."""

    def __init__(self, top):
        self.top = os.path.realpath(top).rstrip('/')
        self.elves = {}
        self.suite = (re.findall(r'^VERSION_CODENAME="?(\w+)', self.read('/etc/os-release').decode(errors='replace'), re.MULTILINE) or [''])[0]
        self.debian = any(os.path.exists(self.top + '/var/lib/dpkg/' + name) for name in ('status', 'status.d'))
        musl = [name for name in self.names('/lib') if name.startswith('ld-musl-')]
        homes = [folder + triplet for folder in ('/lib/', '/usr/lib/') for _, triplet in MACHINES.values()] + ['/lib64', '/usr/lib64', '/lib']
        libc = next(filter(None, (self.elf(home + '/libc.so.6') for home in homes)), None)
        self.musl = bool(musl) and not libc
        libc = self.elf('/lib/' + musl[0]) if self.musl else libc
        self.machine, self.libc = (libc.machine, libc.path) if libc else (None, None)
        triplet = MACHINES.get(libc.machine[0], ('', ''))[1] if libc else ''
        multiarch = triplet and any(os.path.isdir(self.top + folder + triplet) for folder in ('/lib/', '/usr/lib/'))
        if self.musl:
            text = self.read('/etc/{}.path'.format(musl[0].split('.so')[0])).decode() or '/lib:/usr/local/lib:/usr/lib'
            self.defaults, self.cache = [part for part in re.split(r'[:\n]', text) if part], {}
        else:
            self.defaults = ['/lib/' + triplet, '/usr/lib/' + triplet] if multiarch else ['/lib64', '/usr/lib64']
            self.defaults, self.cache = self.defaults + ['/lib', '/usr/lib'], self.loader_cache()
        self.lib = ['lib/' + triplet, 'lib64', 'lib'] if triplet else ['lib64', 'lib']
        self.environment = os.environ.get('LD_LIBRARY_PATH', '').split(':') if not self.top else []

    def read(self, path):
        try:
            with open(self.top + self.real(path), 'rb') as file:
                return file.read()
        except OSError:
            return b''

    def names(self, path):
        try:
            return sorted(os.listdir(self.top + self.real(path)))
        except OSError:
            return []

    def real(self, path):
        """The path with every link followed, inside the root."""
        if not self.top:
            return os.path.realpath(path)
        parts, done, links = path.split('/')[::-1], '', 0
        while parts:
            part = parts.pop()
            if part == '..':
                done = done.rpartition('/')[0]
            elif part not in ('', '.'):
                if links < 40 and os.path.islink(self.top + done + '/' + part):
                    links, target = links + 1, os.readlink(self.top + done + '/' + part)
                    done = '' if target.startswith('/') else done
                    parts.extend(target.split('/')[::-1])
                else:
                    done += '/' + part
        return done or '/'

    def elf(self, path):
        """The ELF file at a path, or None where there is none (or none with anything to load)."""
        path = self.real(path)
        if path not in self.elves:
            self.elves[path] = None
            try:
                fd = os.open(self.top + path, os.O_RDONLY | os.O_NONBLOCK)
                try:
                    head = os.pread(fd, 64, 0)
                    if len(head) == 64 and head[:4] == b'\x7fELF':
                        self.elves[path] = Elf(path, head, fd)
                finally:
                    os.close(fd)
            except (OSError, OverflowError, ValueError, struct.error):  # no file, or a damaged one
                pass
        return self.elves[path]

    def loader_cache(self):
        """/etc/ld.so.cache: library name to paths. glibc looks here and in its default folders, not into /etc/ld.so.conf."""
        data, found = self.read('/etc/ld.so.cache'), {}
        start = data.find(b'glibc-ld.so.cache1.1')
        if start >= 0:
            order = '>' if data[start + 28:start + 29] == b'\x03' else '<'
            for number in range(struct.unpack_from(order + 'I', data, start + 20)[0]):
                name, path = struct.unpack_from(order + 'II', data, start + 48 + 24 * number + 4)
                name, path = (data[start + at:data.index(b'\0', start + at)].decode() for at in (name, path))
                found.setdefault(name, []).append(path)
        return found

    def find(self, name, elf, loaders):
        """The file that the loader takes for a name that `elf` needs; `loaders` are the files that brought `elf`."""
        def folders(owner, paths):
            for path in paths:
                path = re.sub(r'\$(ORIGIN\b|\{ORIGIN\})', lambda _: os.path.dirname(owner.path), path)
                path = re.sub(r'\$(PLATFORM\b|\{PLATFORM\})', self.lib[0][4:].split('-')[0], path)
                yield from (re.sub(r'\$(LIB\b|\{LIB\})', lib, path) for lib in (self.lib if '$' in path else ['']))

        if '/' in name:
            places = list(folders(elf, [name]))
        else:
            inherited = [elf] + [loader for loader in loaders if self.musl or not loader.runpath]
            search = []
            if self.musl or not elf.runpath:  # RUNPATH turns RPATH off, its own and what it would inherit
                for owner in inherited:
                    search += folders(owner, owner.rpath + (owner.runpath if self.musl else []))
            search += [part for part in self.environment if part] + list(folders(elf, elf.runpath))
            places = [folder + '/' + name for folder in search] + self.cache.get(name, [])
            places += [] if elf.nodeflib else [folder + '/' + name for folder in self.defaults]
        return next((found for found in map(self.elf, places) if found and found.machine == elf.machine), None)

    def builtin(self, name):
        """Whether musl's loader is that library itself. glibc's names (libc.so.6) are files there: those of gcompat, or none."""
        return self.musl and re.match(r'lib(c|pthread|rt|m|dl|util|xnet)\.(so|musl-\w+\.so\.1)$', name) is not None


def files_below(root, path):
    """The paths of all files, but no links, at or below a path; no ELF file has one of the suffixes left out."""
    stack = [root.real(path)]
    if not os.path.isdir(root.top + stack[0]):
        yield stack.pop()
    while stack:
        folder = stack.pop()
        with os.scandir(root.top + folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    if folder != '/' or entry.name not in ('proc', 'sys', 'dev'):
                        stack.append(folder.rstrip('/') + '/' + entry.name)
                elif entry.is_file(follow_symlinks=False) and not entry.name.endswith(NOT_ELF):
                    yield folder.rstrip('/') + '/' + entry.name


class Scan:
    """What the ELF files below some paths need and do not get."""

    def __init__(self, root, paths, ignored=()):
        self.root, self.missing, self.outdated, self.strangers = root, {}, {}, []
        self.libraries = {}  # path of each library that was found: the names it was asked for by
        rules = OPTIONAL + list(ignored)

        def counts(name, elf):
            return not any(fnmatch.fnmatchcase(text, rule) for text in (name, elf.path) for rule in rules)

        self.files = []
        for path in dict.fromkeys(file for top in paths for file in files_below(root, top)):
            elf = root.elf(path)
            if elf and root.machine not in (None, elf.machine):
                # Packages carry programs for other machines (debuggers, launchers); an extension module must be for this one.
                if re.search(r'\.(cpython-\w+-\w+-linux-\w+|abi3)\.so$', path):
                    self.strangers.append(elf)
            elif elf:
                self.files.append(elf)
        # Python packages load libraries of their own, or of a package they depend on, before what needs them (torch and its extensions do):
        # one that lies below the paths under that very name counts as found.
        self.own = {(name, elf.machine) for elf in self.files for name in (elf.soname, os.path.basename(elf.path))}
        loaders, queue, seen, unresolved, progress = {}, list(self.files), set(), [], True
        running = {}  # the program that loads the others: who needs it by its name has it already, wherever it lies
        while progress:  # what is found brings needs of its own, and as a loader its RPATH
            progress = False
            for elf in queue:
                if elf.path not in seen:
                    seen.add(elf.path)
                    unresolved += [(elf, name) for name in elf.needed if not root.builtin(name)]
                    if elf.interpreter and root.elf(elf.interpreter):
                        running[os.path.basename(elf.interpreter)] = root.elf(elf.interpreter)
                    elif elf.interpreter:
                        unresolved.append((elf, elf.interpreter))
            queue, left = [], []
            for elf, name in unresolved:
                found = root.find(name, elf, self.ancestors(elf, loaders)) or running.get(name)
                if found:
                    progress = True
                    lacking = [version for library, version in elf.wanted if library == name and found.versions and version not in found.versions]
                    if lacking and not root.musl and counts(name, elf):
                        self.outdated.setdefault((name, lacking[-1]), []).append(elf.path)
                    self.libraries.setdefault(found.path, set()).add(name)
                    loaders.setdefault(found.path, []).append(elf)
                    queue.append(found)
                else:
                    left.append((elf, name))
            unresolved = left
        for elf, name in unresolved:
            if (name, elf.machine) not in self.own and counts(name, elf):
                self.missing.setdefault(name, []).append(elf.path)

    @staticmethod
    def ancestors(elf, loaders):
        found, queue = {}, list(loaders.get(elf.path, []))
        while queue:
            loader = queue.pop()
            if loader.path not in found:
                found[loader.path] = loader
                queue += loaders.get(loader.path, [])
        return list(found.values())
