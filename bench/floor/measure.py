"""Counts bytes: of the files in all wheels, of the byte code of their modules, and of the shared libraries that they load beside the base's."""

import compileall
import json
import pathlib
import subprocess
import zipfile

packages = pathlib.Path("/packages")
for wheel in sorted(pathlib.Path("/wheels").glob("*.whl")):
    zipfile.ZipFile(wheel).extractall(packages)


def size(suffix: str = "") -> int:
    return sum(path.stat().st_size for path in packages.rglob("*" + suffix) if path.is_file())


files = size()
compileall.compile_dir(packages, quiet=2)

base = {pathlib.Path(line).name for line in pathlib.Path("/base-libraries").read_text().splitlines()}
loaded: set[pathlib.Path] = set()
for module in packages.rglob("*.so*"):
    for line in subprocess.run(["ldd", module], capture_output=True, text=True, check=True).stdout.splitlines():
        path = line.partition("=> ")[2].partition(" (")[0]
        if path.startswith("/") and not path.startswith("/packages/") and pathlib.Path(path).name not in base:
            loaded.add(pathlib.Path(path).resolve())

print(json.dumps({
    "files": files,
    "byteCode": size(".pyc"),
    "libraries": sum(path.stat().st_size for path in loaded),
    "libraryNames": sorted(path.name for path in loaded),
}))
