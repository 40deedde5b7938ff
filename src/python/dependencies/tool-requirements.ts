/** The tools that own locks, as they are installed when nothing else is asked for. */
export const TOOL_VERSIONS = {
  poetry: '2.5.1',
  poetryExport: '1.10.1',
  pdm: '2.29.3',
  pipenv: '2026.10.3',
};
