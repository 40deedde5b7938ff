/** Never part of an application, wherever they lie: version control, environments, caches, secrets, editors, desktops. */
const ANYWHERE = new RegExp('^(?:' + [
  '\\.git', '\\.hg', '\\.svn', '\\.venv', '__pycache__', '\\.tox', '\\.nox', '\\.mypy_cache', '\\.pytest_cache', '\\.ruff_cache', '\\.hypothesis',
  '\\.ipynb_checkpoints', '\\.eggs', '.*\\.egg-info', 'node_modules', 'cdk\\.out', '\\.idea', '\\.vscode', '\\.DS_Store', 'Thumbs\\.db',
  '\\.env.*', '.*\\.py[cod]', '\\.coverage(?:\\..*)?', '\\.netrc', '\\.pypirc', '\\.npmrc', '\\.git-credentials',
  '\\.ssh', '\\.aws', '\\.gnupg', 'id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?',
].join('|') + ')$');

/** Not even of a folder that an instruction names: what is a secret, the history, or made for this machine alone. */
const NEVER = /^(?:\.git|\.env.*|\.netrc|\.pypirc|\.git-credentials|\.ssh|\.aws|\.gnupg|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|\.venv|__pycache__|.*\.py[co])$/;

/** Files beside an application, at the top of a project or of its import root: for images, CI, version control, editors and checks. */
const AT_THE_TOP = new RegExp('^(?:' + [
  'Dockerfile(?:\\..*)?', '.*\\.[Dd]ockerfile', 'docker-compose(?:[.-].*)?\\.ya?ml', 'compose(?:\\..*)?\\.ya?ml', '\\.dockerignore', '\\.git.*', '\\.circleci',
  '\\.travis\\.yml', 'azure-pipelines\\.yml', 'Jenkinsfile', '\\.pre-commit-config\\.yaml', '\\.editorconfig', '\\.python-version', 'Makefile',
  'Procfile', 'runtime\\.txt', '\\.tool-versions', 'nixpacks\\.toml', 'railpack\\.json', 'railway\\.(?:json|toml)', 'render\\.yaml', 'apprunner\\.yaml', 'heroku\\.yml', '\\.s2i',
  'tox\\.ini', 'pytest\\.ini', 'mypy\\.ini', '\\.flake8', '\\.pylintrc', '\\.coveragerc', '\\.?ruff\\.toml', '\\.?codecov\\.yml', 'coverage\\.xml', 'htmlcov',
].join('|') + ')$');

/** What an installer reads, not the running application. */
const LOCKS = new RegExp('^(?:(?:uv|poetry|pdm|.*\\.py)\\.lock|pylock(?:\\..*)?\\.toml|Pipfile(?:\\.lock)?'
  + '|(?:[\\w-]+[-_.])?(?:requirements|constraints)(?:[-_.].*)?\\.(?:txt|in|lock))$');

/** Whether a file or a folder of this name is left out at any depth. */
export function excludedAnywhere(name: string): boolean {
  return ANYWHERE.test(name);
}

/** Whether a file or a folder of this name is left out even where an instruction names the folder that it is in. */
export function neverCopied(name: string): boolean {
  return NEVER.test(name);
}

/** Whether a file or a folder of this name is left out at the top of a project. Code is not: nobody knows by its name whether it is imported. */
export function excludedAtTop(name: string): boolean {
  return ANYWHERE.test(name) || (AT_THE_TOP.test(name) && !name.endsWith('.py'));
}

/** Whether a file of this name at the top is for an installer only. */
export function isLock(name: string): boolean {
  return LOCKS.test(name);
}
