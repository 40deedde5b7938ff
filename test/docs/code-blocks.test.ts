import { parser } from '@lezer/python';
import { expect, test } from 'vitest';
import * as library from '../../src';
import { readDockerfile } from '../support/docker-reader';
import { type CodeBlock, codeBlocks, PAGES, readPage } from '../support/docs/pages';
import { shellFaults } from '../support/docs/shell';

/** What is checked of each kind of block; TypeScript is compiled and run by a test of its own. */
const CHECKS: Record<string, (block: CodeBlock) => string[]> = {
  console: shellFaults,
  dockerfile: dockerfileFaults,
  java: javaFaults,
  python: pythonFaults,
  sh: shellFaults,
  ts: () => [],
};

const blocks = PAGES.flatMap((page) => codeBlocks(page));

test.each(PAGES)('every block of %s is checked, or says why not', (page) => {
  const faults = blocks.filter((block) => block.page === page && block.generated === undefined && block.notChecked === undefined)
    .flatMap((block) => CHECKS[block.language]?.(block) ?? [`${page}:${block.line}: nothing checks ${JSON.stringify(block.language)}`]);
  expect(faults).toEqual([]);
});

test('what is checked can fail', () => {
  const block = (language: string, ...lines: string[]) => CHECKS[language]({ page: 'x.md', line: 1, language, lines });
  expect(block('python', 'from cdk_python_images import PythonApps', 'x = (')).toEqual([
    'x.md:1: cdk_python_images has no PythonApps', expect.stringMatching(/^x\.md:\d: not Python$/),
  ]);
  expect(block('sh', 'npx cdk-python-images pin --chek', 'npm run tests')).toEqual([
    'x.md:1: cdk-python-images pin --chek: there is no such option', 'x.md:2: npm run tests: there is no such script',
  ]);
  expect(block('console', '$ (cd cdk.out && dokcer buildx bake)', 'output')).toEqual(['x.md:1: dokcer: nothing says that there is such a program']);
  expect(block('java', 'import io.cdkpythonimages.PythonApps;')).toEqual(['x.md:1: io.cdkpythonimages has no PythonApps']);
  expect(block('dockerfile', 'FROM x:1', 'RUNN y')).toEqual(['x.md:1: RUNN is no instruction']);
});

test.each(PAGES)('the scripts of npm that %s names in its text are there', (page) => {
  const lines = [...readPage(page).matchAll(/npm run [\w:-]+/g)].map(([text]) => text);
  expect(shellFaults({ page, line: 0, language: 'sh', lines })).toEqual([]);
});

function pythonFaults({ page, line, lines }: CodeBlock): string[] {
  const faults = [...lines.join('\n').matchAll(/^from cdk_python_images import (?:\(([\w\s,]+)\)|([\w ,]+))/gm)]
    .flatMap(([, inside, plain]) => (inside ?? plain).split(',').map((name) => name.trim()))
    .filter((name) => name !== '' && !Object.hasOwn(library, name))
    .map((name) => `${page}:${line}: cdk_python_images has no ${name}`);
  parser.parse(`${lines.join('\n')}\n`).iterate({
    enter: ({ type, from }) => {
      if (type.isError) {
        faults.push(`${page}:${line + lines.join('\n').slice(0, from).split('\n').length - 1}: not Python`);
      }
    },
  });
  return faults;
}

/** What it imports of the library is there; nothing here compiles Java. */
function javaFaults({ page, line, lines }: CodeBlock): string[] {
  return lines.map((text) => /^import io\.cdkpythonimages\.(\w+);$/.exec(text)?.[1]).filter((name) => name !== undefined && !Object.hasOwn(library, name))
    .map((name) => `${page}:${line}: io.cdkpythonimages has no ${name}`);
}

function dockerfileFaults({ page, line, lines }: CodeBlock): string[] {
  const known = /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;
  return readDockerfile(`${lines.join('\n')}\n`).filter(({ keyword }) => !known.test(keyword)).map(({ keyword }) => `${page}:${line}: ${keyword} is no instruction`);
}
