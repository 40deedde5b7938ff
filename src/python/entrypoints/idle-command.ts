import * as path from 'path';
import { isPython } from './python-words';

/** Programs that test, look after or open a project, and those that keep a container open for someone to work in. */
const IDLE = [
  'pytest', 'py.test', 'tox', 'nox', 'coverage', 'ruff', 'flake8', 'pylint', 'mypy', 'pyright', 'black', 'isort', 'bandit', 'pre-commit', 'make', 'just', 'pip', 'pip3',
  'sleep', 'tail', 'cat', 'true', 'watch', 'while', 'jupyter', 'jupyter-lab', 'jupyter-notebook', 'ipython', 'ipython3', 'ptpython',
  'unittest', 'ipykernel', 'pdb', 'venv', 'ensurepip', 'build',
];
const SHELLS = ['sh', 'bash', 'ash', 'dash', 'zsh', 'fish'];
/** What Django, Flask and FastAPI do but serve. */
const TASKS = /^(?:python[\d.]* \S*manage\.py|\.?\/?\S*manage\.py|django-admin|python[\d.]* -m django) (?:test|shell|shell_plus|dbshell|migrate|makemigrations|check|collectstatic|createsuperuser|loaddata|dumpdata|flush|showmigrations|help)\b|^flask (?:db|shell|routes|init-db)\b/;

/** Whether a command of a container is none that starts the app: a test runner, a linter, a shell, waiting for ever, a task of a framework. */
export function isIdle(line: string): boolean {
  const words = line.trim().split(/\s+/);
  const program = path.posix.basename(words[0]);
  const python = isPython(program);
  const interactive = python || SHELLS.includes(program);
  const module = python && words.includes('-m') ? words[words.indexOf('-m') + 1] ?? '' : '';
  return IDLE.includes(module === '' ? program : module) || (interactive && words.slice(1).every((word) => /^-[a-zA-Z]+$/.test(word))) || TASKS.test(line);
}
