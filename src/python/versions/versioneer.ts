/** `_version.py` as versioneer writes it into a source distribution, in its shortest form. */
export function shortVersioneer(version: string, commit?: string): string {
  const facts = { 'date': null, 'dirty': false, 'error': null, 'full-revisionid': commit ?? null, version };
  return [
    'import json', '', "version_json = '''", JSON.stringify(facts), "'''  # END VERSION_JSON", '', '', 'def get_versions():', '    return json.loads(version_json)', '',
  ].join('\n');
}
