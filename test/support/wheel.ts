import { execFileSync } from 'child_process';
import * as path from 'path';

/** Writes the wheel of a package with one module, whose `NAME` is that of the package, and gives its path. */
export function writeWheel(folder: string, name: string, version: string): string {
  const module = name.replace(/-/g, '_');
  const file = path.join(folder, `${module}-${version}-py3-none-any.whl`);
  execFileSync('python3', ['-I', '-c', `
import sys, zipfile
file, name, module, version = sys.argv[1:]
info = f'{module}-{version}.dist-info/'
files = {
    f'{module}.py': f'NAME = {name!r}\\n',
    info + 'METADATA': f'Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n',
    info + 'WHEEL': 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n',
}
files[info + 'RECORD'] = ''.join(f'{path},,\\n' for path in [*files, info + 'RECORD'])
with zipfile.ZipFile(file, 'w') as wheel:
    for path, text in files.items():
        wheel.writestr(zipfile.ZipInfo(path), text)
`, file, name, module, version]);
  return file;
}
