import type { PythonProject } from '../python-project';
import { tableAt, TomlTable } from '../source/toml-file';

/** `[tool.uv]` of the project and of the workspace that it is a member of, as far as they are there: settings of uv can stand in either. */
export function uvTables({ _pyproject, _workspace }: Pick<PythonProject, '_pyproject' | '_workspace'>): TomlTable[] {
  return [tableAt(_pyproject?.tool ?? {}, 'uv'), tableAt(_workspace?.pyproject ?? {}, 'tool', 'uv')].filter((table) => table !== undefined);
}
