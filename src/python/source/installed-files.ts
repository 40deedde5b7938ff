import { iniList, parseIni } from './ini-file';
import { readSetupCall } from '../declarations/setup-call';
import type { PythonProject } from '../python-project';

/**
 * Whether the wheel of a project has a file of its code, as far as that is known: what the build back end is not given, it cannot have. What builds from all files
 * takes the modules at the top that setup.py or setup.cfg name.
 */
export function isInstalled(project: PythonProject, file: string): boolean {
  const { _source: source, _layout: { packages } } = project;
  if (!project._applicationFiles().includes(file)) {
    return false;
  }
  const call = readSetupCall(source);
  if (call === undefined) {
    return true;
  }
  const options = parseIni(source.read('setup.cfg') ?? '').options;
  if (file.includes('/')) {
    // Without `package_dir`, packages are found at the top alone, and only those with an __init__.py.
    const finds = call.keywords.packages?.text.replace(/\s/g, '') === 'find_packages()' && call.decides('packages') && call.keywords.package_dir === undefined;
    return !finds || options?.package_dir !== undefined || source.isFile(`${file.replace(/\/.*$/, '')}/__init__.py`);
  }
  const named = call.keywords.py_modules;
  const declared = [...iniList(options?.py_modules), ...Array.isArray(named?.literal) ? named.literal : []];
  const open = named === undefined ? !call.decides('py_modules') : named.literal === undefined;
  // Where packages are named, also none, setuptools looks for nothing itself.
  const looked = packages.length === 0 && call.keywords.packages === undefined && options?.packages === undefined;
  return open || declared.includes(file.replace(/\.py$/, '')) || looked;
}
