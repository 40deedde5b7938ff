import { SourceFolder } from '../source/source-folder';

/** Files of requirements that are not called requirements.txt. */
export interface RequirementsElsewhere {
  /** The one whose name says that it is for production. */
  readonly production?: string;
  /** The one whose name says that it is a lock: `requirements_lock.txt`, `requirements.lock`, `requirements-frozen.txt`. */
  readonly locked?: string;
  /** The one that is left when those for development are taken away. */
  readonly only?: string;
  /** All that are not for development, the likeliest first; if there are none, those for development. */
  readonly candidates: string[];
}

const FOLDERS = ['', 'requirements', 'requirement', 'reqs', 'deps'];
const NAME = /(?:^|[-_.])(?:requirements?|reqs)(?:[-_.].*)?\.(?:txt|in|lock)$/i;
const PRODUCTION = /(?:^|[-_.])(?:prod|production|deploy)(?:[-_.]|$)/i;
/** Of an app what it runs with, of a package what its releases are made with. */
const RELEASE = /(?:^|[-_.])release(?:[-_.]|$)/i;
const LOCKED = /(?:^|[-_.])(?:lock|locked|frozen|freeze|pinned)(?:[-_.]|$)/i;
const BASE = /(?:^|[-_.])(?:base|main|common|core|app|runtime|requirements)\.(?:txt|in)$/i;
const DEVELOPMENT = /(?:^|[-_.])(?:dev|devel|develop|development|tests?|testing|docs?|lint|linting|local|ci|typing|types|mypy|tools?|optional|extras?|min|minimal|constraints?|build|release-tools|style|format|debug|staging|notebooks?|examples?|benchmarks?|all|full)(?:[-_.]|$)/i;

/** Whether the name of a file says that it is for production. */
export function isForProduction(name: string): boolean {
  return PRODUCTION.test(name);
}

/** Whether the name of a file says that it is for those who work on the project. */
export function isForDevelopment(name: string): boolean {
  return DEVELOPMENT.test(name);
}

/**
 * Looks at the top and in a folder of requirements. A `.in` beside a `.txt` of the same name is what that was made of, and does not count.
 */
export function requirementsElsewhere(source: SourceFolder, isPackage: boolean): RequirementsElsewhere {
  const files = FOLDERS.flatMap((folder) => folder !== '' && !source.isFolder(folder) ? [] : source.list(folder)
    .filter(({ kind, name }) => kind === 'file' && (folder === '' ? NAME.test(name) : /\.(?:txt|in|lock)$/.test(name))))
    .filter(({ path }, _, all) => !(path.endsWith('.in') && all.some((other) => other.path === path.replace(/\.in$/, '.txt'))))
    .map(({ path, name }) => ({ path, name }));
  const production = files.filter(({ name }) => PRODUCTION.test(name) || (!isPackage && RELEASE.test(name)));
  const running = files.filter(({ name }) => !DEVELOPMENT.test(name) && !(isPackage && RELEASE.test(name)));
  const base = running.filter(({ name }) => BASE.test(name));
  const locks = running.filter(({ name }) => LOCKED.test(name) && !PRODUCTION.test(name));
  const [first] = production.length === 1 ? production : [];
  const [locked] = locks.length === 1 ? locks : [];
  const [only] = running.length === 1 ? running : base.length === 1 ? base : [];
  const ordered = [...production, ...locks, ...base, ...running];
  return {
    ...(first && { production: first.path }),
    ...(locked && { locked: locked.path }),
    ...(only && { only: only.path }),
    candidates: [...new Set((ordered.length > 0 ? ordered : files).map(({ path }) => path))],
  };
}
