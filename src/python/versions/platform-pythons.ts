import { buildVariables } from '../source/build-variables';
import { SourceFolder } from '../source/source-folder';
import { parseToml, tableAt, tables, TomlTable } from '../source/toml-file';
import { readYaml } from '../source/yaml-file';

/** The variables by which buildpacks are told a Python. Sources: Paketo, "Python Buildpack Reference"; Google Cloud's buildpacks, "Configure Python". */
const VARIABLES = ['BP_CPYTHON_VERSION', 'GOOGLE_PYTHON_VERSION', 'GOOGLE_RUNTIME_VERSION'];

/**
 * The Pythons that the files of platforms name, which say more than that: App Runner's configuration file, Render's blueprint, project.toml of buildpacks, Nixpacks and Railpack.
 * They are that platform's own, and count where no file for a version manager names one.
 */
const READERS: Record<string, (source: SourceFolder, file: string) => unknown> = {
  'apprunner.yaml': (source, file) => ofAppRunner(readYaml(source, file) ?? {}),
  'render.yaml': (source, file) => ofRender(readYaml(source, file)?.services),
  'project.toml': (source, file) => ofBuildpacks(parseToml(source.read(file) ?? '', file)),
  'nixpacks.toml': (source, file) => tableAt(parseToml(source.read(file) ?? '', file), 'variables')?.NIXPACKS_PYTHON_VERSION,
  'railpack.json': (source, file) => tableAt(readYaml(source, file) ?? {}, 'packages')?.python,
};

/** The first of these files that names a Python, and how it writes it. */
export function readPlatformPython(source: SourceFolder): [string, string] | undefined {
  for (const [file, read] of Object.entries(READERS)) {
    const version = source.isFile(file) ? written(read(source, file)) : undefined;
    if (version !== undefined) {
      return [file, version];
    }
  }
  return undefined;
}

/** A version, also one that YAML takes for a number: 3.10 is 3.1 there, and no platform has that. */
function written(value: unknown): string | undefined {
  const text = typeof value === 'number' ? (value === 3.1 ? '3.10' : String(value)) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** `runtime-version: 3.11.4`, or else `runtime: python311`. Source: App Runner, "App Runner configuration file reference". */
function ofAppRunner(file: TomlTable): unknown {
  const runtime = typeof file.runtime === 'string' ? /^python3(\d+)$/.exec(file.runtime) : undefined;
  return tableAt(file, 'run')?.['runtime-version'] ?? (runtime ? `3.${runtime[1]}` : undefined);
}

/** PYTHON_VERSION, where all services in Python say the same. Source: Render, "Setting Your Python Version". */
function ofRender(services: unknown): unknown {
  const named = tables(services).flatMap(({ envVars }) => tables(envVars)).filter(({ key }) => key === 'PYTHON_VERSION').map(({ value }) => value);
  return new Set(named.map(String)).size === 1 ? named[0] : undefined;
}

/** The environment of the build. Source: Cloud Native Buildpacks, "Project Descriptor". */
function ofBuildpacks(file: TomlTable): unknown {
  return buildVariables(file).find(({ name }) => typeof name === 'string' && VARIABLES.includes(name))?.value;
}
