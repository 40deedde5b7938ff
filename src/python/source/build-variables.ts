import { tableAt, tables, TomlTable } from './toml-file';

/** The variables that a project.toml gives to buildpacks, in all of its forms. Source: Cloud Native Buildpacks, "Project Descriptor". */
export function buildVariables(file: TomlTable): TomlTable[] {
  const old = tableAt(file, 'build')?.env;
  return [...tables(tableAt(file, 'io', 'buildpacks', 'build')?.env), ...tables(old), ...tables(tableAt(file, 'io', 'buildpacks')?.build).flatMap(({ env }) => tables(env))];
}
