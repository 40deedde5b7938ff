import { deployedInstructions } from '../source/dockerfile-stages';
import { ownDockerfile } from '../source/own-dockerfile';
import { SourceFolder } from '../source/source-folder';

/** What has to happen once for an app to run, and no image of the library does by itself. */
export interface BuildStep {
  /** Who says so: a file, or a package of the dependencies. */
  readonly file: string;
  /** What is done there. */
  readonly step: string;
  /** What to write. */
  readonly write: string;
}

const array = (words: string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`;
const words = (text: string) => text.split(/\s+/).filter((word) => /^[\w./:=@+-]+$/.test(word));
const BROWSERS = (program: string, names: string[]) => `environment: { PLAYWRIGHT_BROWSERS_PATH: '/opt/browsers' }, and app.runtime.environment.addRun(${array([program, 'install', ...names.length > 0 ? names : ['chromium']])})`;
const CORPORA = (names: string[]) => `app.runtime.environment.addRun(${array(['python', '-m', 'nltk.downloader', '-d', '/usr/local/share/nltk_data', ...names])})`;

/** Commands of a RUN, and what takes their place. Sources: Playwright, "Browsers"; NLTK, "Installing NLTK Data"; spaCy, "Models"; Django, "django-admin and manage.py". */
const STEPS: [RegExp, (match: RegExpExecArray) => string][] = [
  [/\b(playwright|patchright)\s+install\b(?!-deps)([^&|;]*)/, ([, program, rest]) => BROWSERS(program, words(rest).filter((word) => !word.startsWith('-')))],
  [/\bnltk\.downloader\s+([^&|;]*)/, ([, rest]) => CORPORA(words(rest).filter((word, n, all) => !word.startsWith('-') && !/^-(?:d|u)$/.test(all[n - 1] ?? '')))],
  [/\bnltk\.download\((["'])([\w-]+)\1/, ([, , name]) => CORPORA([name])],
  [/\bspacy\s+download\s+([\w.-]+)/, ([, model]) => `the model in the dependencies: ${model.replace(/-/g, '_')} @ https://github.com/explosion/spacy-models/releases/download/${model}-VERSION/${model}-VERSION-py3-none-any.whl`],
  [/\b(?:manage\.py|django-admin|-m django)\s+compilemessages\b|\bpybabel\s+compile\b/, () => 'the .mo files in the source: run it before synth'],
  [/(?:^|[\s;&|(])python[\d.]*\s+((?!-)[\w./-]+\.py(?!\s+(?:collectstatic|compilemessages|migrate|install|build|develop|check|test|makemigrations))(?:\s+[\w./:=@-]+)*)\s*(?=$|[&|;])/, ([, rest]) => `app.runtime.addRun(${array(['python', ...words(rest)])})`],
];
const FRONT_END = /\b(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?build\b/;

/**
 * Steps of the project's own Dockerfile that fetch or compile what its app has when it runs, a front end that is built beside it, and what packages fetch after they were installed:
 * browsers, corpora, models.
 */
export function buildSteps(source: SourceFolder, packages: string[]): BuildStep[] {
  const dockerfile = ownDockerfile(source);
  const file = dockerfile?.file ?? '';
  // The words of the exec form are read as those of a shell.
  const runs = (dockerfile === undefined ? [] : deployedInstructions(dockerfile)).filter(({ keyword }) => keyword === 'RUN')
    .map(({ rest }) => rest.startsWith('[') ? rest.replace(/[[\],"]+/g, ' ').trim() : rest);
  const found = runs.flatMap((run) => STEPS.flatMap(([pattern, write]) => {
    const match = pattern.exec(run);
    return match === null ? [] : [{ file, step: match[0].trim().replace(/\s+/g, ' '), write: write(match) }];
  }));
  const built = (dockerfile?.instructions ?? []).find(({ keyword, rest }) => keyword === 'RUN' && FRONT_END.test(rest))?.rest;
  const corpora = source.isFile('nltk.txt') ? words(source.readUnicode('nltk.txt')?.text ?? '') : [];
  const playwright = packages.includes('playwright') && !runs.some((run) => /playwright/.test(run));
  return [
    ...found,
    ...(built === undefined ? [] : [{ file, step: FRONT_END.exec(built)?.[0] ?? '', write: 'a stage of your own that builds it, and app.runtime.addCopyArtifact(…): docs/from-a-dockerfile.md, "Stages of your own"' }]),
    ...(corpora.length === 0 ? [] : [{ file: 'nltk.txt', step: `nltk.downloader ${corpora.join(' ')}`, write: CORPORA(corpora) }]),
    ...(playwright ? [{ file: 'playwright', step: 'playwright install', write: BROWSERS('playwright', []) }] : []),
  ];
}
