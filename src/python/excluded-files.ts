/** Never part of an application, wherever they lie: version control, virtual environments, caches, secrets, editors, desktops. */
const ANYWHERE = new RegExp('^(?:' + [
  '\\.git', '\\.hg', '\\.svn', '\\.venv', '__pycache__', '\\.tox', '\\.nox', '\\.mypy_cache', '\\.pytest_cache', '\\.ruff_cache', '\\.hypothesis',
  '\\.ipynb_checkpoints', '\\.eggs', '.*\\.egg-info', 'node_modules', 'cdk\\.out', '\\.idea', '\\.vscode', '\\.DS_Store', 'Thumbs\\.db',
  '\\.env(?:rc|\\..*)?', '.*\\.py[cod]', '\\.coverage(?:\\..*)?', '\\.netrc', '\\.pypirc',
].join('|') + ')$');

/** Beside an application, at the top of a project or of its import root: environments, tests, docs, build output, the tools' own files. */
const AT_THE_TOP = new RegExp('^(?:' + [
  'venv', 'env', 'ENV', 'virtualenv', 'tests?', 'docs?', 'dist', 'build', 'htmlcov', 'site', 'coverage\\.xml', 'conftest\\.py', 'noxfile\\.py',
  'Dockerfile.*', '.*\\.[Dd]ockerfile', 'docker-compose.*', 'compose\\.ya?ml', '\\.dockerignore', '\\.git.*', '\\.gitlab-ci\\.yml', '\\.circleci',
  '\\.travis\\.yml', 'azure-pipelines\\.yml', 'Jenkinsfile', '\\.pre-commit-config\\.yaml', '\\.editorconfig', '\\.python-version', 'Makefile',
  'tox\\.ini', 'pytest\\.ini', 'mypy\\.ini', '\\.flake8', '\\.pylintrc', '\\.coveragerc', 'ruff\\.toml', '\\.ruff\\.toml', 'codecov\\.yml',
  'package(?:-lock)?\\.json', 'tsconfig.*\\.json', 'cdk(?:\\.context)?\\.json',
].join('|') + ')$');

/** What the installer or a reader wants, not the running application. */
const METADATA = new RegExp('^(?:pyproject\\.toml|setup\\.(?:py|cfg)|MANIFEST\\.in|(?:uv|poetry|pdm)\\.lock|pylock.*\\.toml|Pipfile(?:\\.lock)?'
  + '|(?:requirements|constraints).*\\.(?:txt|in)|requirements|(?:README|CHANGE|HISTORY|CONTRIBUTING|AUTHORS|NOTICE|COPYING|LICEN[CS]E|SECURITY).*'
  + '|[^/]*\\.md)$', 'i');

/** Whether a file or a folder of this name is left out at any depth. */
export function excludedAnywhere(name: string): boolean {
  return ANYWHERE.test(name);
}

/** Whether a file or a folder of this name is left out at the top of a project. */
export function excludedAtTop(name: string): boolean {
  return ANYWHERE.test(name) || AT_THE_TOP.test(name);
}

/** Whether a file or a folder of this name at the top is for installing and reading only. */
export function isMetadata(name: string): boolean {
  return METADATA.test(name);
}
