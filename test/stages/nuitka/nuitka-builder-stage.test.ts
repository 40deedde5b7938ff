import { describe, expect, test } from 'vitest';
import { BaseImage, Entrypoint, NuitkaBuilderStage, NuitkaBuilderStageProps, SystemPackages } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT, UV_ASGI } from '../../support/projects';
import { readStage, readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const builderOf = (app: ReturnType<typeof testApp>, props: NuitkaBuilderStageProps = {}) => new NuitkaBuilderStage(app, 'Builder', props);
/** The words that compile. */
const compiles = (builder: NuitkaBuilderStage) => readStage(builder).runs.flatMap(({ commands }) => commands).find((one) => one.includes('compile-standalone'));

describe('what is compiled', () => {
  test('a console script', () => {
    const builder = builderOf(testApp({ source: folderWith(FLAT) }));
    expect(compiles(builder)).toBe('/app/.venv/bin/python -I /tools/compile-standalone --nuitka /opt/nuitka --output /out/app --name greeter.bin --console-script greeter');
    expect(builder.binary).toMatchObject({ executable: '/app/greeter.bin', root: '/out', glibcVersion: '2.41' });
  });

  test('a script, with the files of the project', () => {
    expect(compiles(builderOf(scriptApp(pinned('idna'))))).toMatch(/--path=\/app --files \/app --output \/out\/app --name main\.bin --script \/app\/main\.py$/);
  });

  test('a module below src, named after its last part', () => {
    const app = scriptApp(pinned('idna'), {}, { 'src/jobs/nightly.py': '', 'src/jobs/__init__.py': '' });
    expect(compiles(builderOf(app, { entrypoint: Entrypoint.module('jobs.nightly') }))).toMatch(/--path=\/app\/src --files \/app .*--name nightly\.bin --module jobs\.nightly$/);
  });

  test('a web application: its server, which imports it by its name, and reads the port without a shell', () => {
    const entrypoint = Entrypoint.asgi('main:app', { extraArguments: ['--root-path', '$PORT'] });
    expect(compiles(builderOf(testApp({ source: folderWith(UV_ASGI) }), { entrypoint }))).toMatch(
      /--console-script uvicorn --include=main --word=main:app --word=--host --word=0\.0\.0\.0 --word=--port --word=%PORT% --argument=--root-path '--argument=\$PORT'$/);
  });

  test('with the options of the user behind the others', () => {
    expect(compiles(builderOf(scriptApp(''), { nuitkaArguments: ['--python-flag=no_asserts'] }))).toMatch(/main\.py -- --python-flag=no_asserts$/);
  });
});

test('the compiler is there with the libraries that dependencies load, on the platform of the image', () => {
  const app = scriptApp(pinned('psycopg2'));
  const { from, lines } = readStages(builderOf(app, { systemPackages: SystemPackages.fromCatalogue() }))['builder-toolchain'];
  expect(from).toBe('public.ecr.aws/docker/library/python:3.13-slim-trixie');
  expect(lines.join('\n')).toMatch(/--no-install-recommends ccache gcc libc6-dev libpq5 patchelf/);
});

test('what starts is tried before it is compiled, unless that is switched off', () => {
  const commands = (props: NuitkaBuilderStageProps) => readStage(builderOf(scriptApp(''), props)).runs.flatMap((run) => run.commands);
  expect(commands({}).at(-3)).toBe('/app/.venv/bin/python -I /tools/check-image requires --path /app /app/main.py');
  expect(commands({ check: false }).filter((one) => one.includes('check-image'))).toEqual([]);
});

test('the version of Nuitka can be said', () => {
  expect(readStage(builderOf(scriptApp(''))).runs[0].commands).toEqual(['uv pip install --target /opt/nuitka --require-hashes --requirement /tools/nuitka-4.3.3.txt']);
  expect(readStage(builderOf(scriptApp(''), { nuitkaVersion: '4.2' })).runs[0].commands).toEqual(['uv pip install --target /opt/nuitka nuitka==4.2']);
});

test('fails for a command', () => {
  expect(() => builderOf(scriptApp(''), { entrypoint: Entrypoint.command(['python', 'main.py']) }))
    .toThrow(coded('EntrypointInvalid', /^Stack\/Api\/Builder: (.|\n)*cannot be compiled(.|\n)*command\(\["python","main\.py"\]\)/));
});

test('fails on a base without apt', () => {
  const python = { implementation: 'cpython', version: '3.13', path: '/usr/bin/python3' };
  expect(() => builderOf(scriptApp(''), { baseImage: BaseImage.of({ reference: 'example/python:1', python }) })).toThrow(coded('BaseImageInvalid', /apt/));
});
