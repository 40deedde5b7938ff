import { bindWords } from './bind-words';
import { DependencyPlan } from './dependency-plan';
import { planInputs } from './plan-inputs';
import { readMetadata } from '../declarations/declared-metadata';
import { Pipfile, pipfileHashes, readPipfile } from '../declarations/pipfile';
import { invalidLock, LockTitle, staleLock, unknownGroup } from '../locks/lock-tables';
import { readPipfileLock } from '../locks/pipfile-lock';
import { PythonProject } from '../python-project';
import { TOOL_VERSIONS } from './tool-requirements';
import { pinnedTool } from '../../private/pinned-tool';
import { parseRequirement } from '../syntax/requirement';
import { parsed } from '../syntax/syntax-problem';

/** What of a project in Pipenv's hands is installed, and by which Pipenv. */
export interface PipenvBinding {
  readonly file?: string;
  readonly categories?: string[];
  readonly pipenvVersion?: string;
}

/** A plan for a Pipfile.lock: Pipenv writes it out, and what it writes is installed with its hashes. */
export function bindPipfileLock(project: PythonProject, options: PipenvBinding = {}): DependencyPlan {
  const source = project._source;
  const title: LockTitle = { file: source.normalize(options.file ?? 'Pipfile.lock', 'the lock'), tool: 'Pipenv', refresh: 'pipenv lock' };
  const pipfile = readPipfile(source);
  if (!pipfile) {
    throw invalidLock(title, `${title.file} is there, but no Pipfile`, undefined, 'the Pipfile that the lock was made from, beside it');
  }
  const categories = ['packages', ...options.categories ?? []];
  const unknown = categories.find((name) => name !== 'packages' && !Object.hasOwn(pipfile.categories, name));
  if (unknown !== undefined) {
    throw unknownGroup('category', unknown, Object.keys(pipfile.categories), 'Pipfile');
  }
  const facts = readPipfileLock(source, title, categories.map((name) => ({ 'packages': 'default', 'dev-packages': 'develop' })[name] ?? name));
  const hashes = pipfileHashes(source.read('Pipfile') ?? '', facts.sources);
  const fresh = hashes.indexOf(facts.pipfileHash);
  if (fresh < 0 && !hashes.includes(undefined)) {
    throw staleLock(title, 'Pipfile');
  }
  return {
    ...facts,
    installer: 'written',
    file: title.file,
    ...planInputs([title.file, 'Pipfile'], facts.folders),
    writer: {
      tool: 'pipenv',
      requires: [pinnedTool('pipenv', { prop: 'pipenvVersion', version: options.pipenvVersion, usual: TOOL_VERSIONS.pipenv })],
      // What is in every lock is not to overrule the index of the one who builds.
      options: [...(facts.defaultIndex ? ['--exclude-index'] : []), ...(categories.length > 1 ? [`--categories=${categories.join(',')}`] : [])],
      check: fresh <= 0,
      ...(facts.itself && { itself: true }),
    },
    extras: [],
    groups: [],
    refreshCommand: title.refresh,
    pythonRules: rules(pipfile),
  };
}

/** A plan for a Pipfile without a lock. */
export function bindPipfile(project: PythonProject): DependencyPlan {
  const pipfile = readPipfile(project._source) ?? { categories: {} };
  const words = pipfile.categories.packages ?? [];
  return {
    ...bindWords(project, { file: 'Pipfile', words: [...words, ...undeclaredIn(words, project)], refreshCommand: 'pipenv lock' }),
    pythonRules: rules(pipfile),
  };
}

/** What the project declares as a package, which it is installed as, and its Pipfile does not have. */
function undeclaredIn(words: string[], project: PythonProject): string[] {
  const declared = project.isPackage ? readMetadata(project)?.requirements ?? [] : [];
  const nameOf = (text: string) => parsed(() => parseRequirement(text).name, () => undefined);
  const has = new Set(words.map(nameOf));
  return declared.filter((text) => !has.has(nameOf(text)));
}

function rules({ requiresPython }: Pipfile): DependencyPlan['pythonRules'] {
  return requiresPython === undefined ? [] : [{ file: 'Pipfile', requiresPython }];
}
