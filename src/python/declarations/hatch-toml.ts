import { Pyproject } from './pyproject';
import { parseToml, tableAt } from '../source/toml-file';

/** hatch.toml has the tables below `[tool.hatch]`, and goes before those of pyproject.toml. Source: Hatch, "Project configuration". */
export function withHatchToml(pyproject: Pyproject, text: string | undefined): Pyproject {
  return text === undefined || !/^hatchling\b/.test(pyproject.buildSystem?.backend ?? '') ? pyproject
    : { ...pyproject, tool: { ...pyproject.tool, hatch: { ...tableAt(pyproject.tool, 'hatch'), ...parseToml(text, 'hatch.toml') } } };
}
