import { spawnSync } from 'child_process';
import * as path from 'path';

const PYTHON = path.resolve(__dirname, '../../.tools/venv/bin/python');

/** A wheel with nothing in it but what makes it one (PEP 427). */
const WRITE = [
  'import sys, zipfile',
  'for path in sys.argv[1:]:',
  '    name, version = path.split("/")[-1].split("-")[:2]; info = f"{name}-{version}.dist-info/"',
  '    def entry(name): one = zipfile.ZipInfo(name); one.external_attr = 0o100644 << 16; return one',
  '    with zipfile.ZipFile(path, "w") as wheel:',
  '        wheel.writestr(entry(info + "METADATA"), f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")',
  '        wheel.writestr(entry(info + "WHEEL"), "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: " + path.split("/")[-1][:-4].split("-", 2)[2] + "\\n")',
  '        wheel.writestr(entry(info + "RECORD"), "".join(f"{info}{file},,\\n" for file in ("METADATA", "WHEEL", "RECORD")))',
].join('\n');

/** Writes wheels that installers take, by their names: `demo-1.0-py3-none-any.whl`. */
export function writeWheels(folder: string, ...names: string[]): void {
  const { status, stderr } = spawnSync(PYTHON, ['-c', WRITE, ...names.map((name) => path.join(folder, name))], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
}
