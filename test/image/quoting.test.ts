import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BaseImage, Command, Dockerfile, Files, Instruction, Mount } from '../../src/dockerfile';
import { FILES_FOLDER } from '../../src/dockerfile/context-layout';
import { hostileAscii, hostileLine, hostileText, sampleOf } from '../support/hostile';
import { stageApp, TestStage } from '../support/stages';

const IMAGE = `cdk-python-images-quoting:${process.pid}`;
const SAMPLES = 200;

const values = sampleOf(hostileLine, SAMPLES);
const names = sampleOf(hostileLine.filter((name) => name !== '' && !name.includes('=')), SAMPLES);
const texts = sampleOf(hostileText, SAMPLES);
/** Names of files: what a file system can hold and a client sends. */
const fileNames = sampleOf(hostileLine.map((name) => name.replace(/[/\x01-\x1f\x7f]/g, '|')).filter((name) => !['', '.', '..'].includes(name)), SAMPLES);
const folders = sampleOf(hostileLine.map((name) => `/d${name.replace(/\//g, '|')}`), 20);
const volumes = folders.map((folder) => `${folder}.`);
const mounted = sampleOf(hostileAscii.map((name) => `m${name.replace(/[/[\\\x01-\x1f\x7f]/g, '|')}.`), 40);

/** Everything that ends up in the configuration of the image. */
function metadata(): Dockerfile {
  return Dockerfile.fromTarget(new TestStage(stageApp(), 'Metadata', {
    parent: BaseImage.scratch(),
    instructions: () => [
      Instruction.env(Object.fromEntries(names.map((name, n) => [`k${name}`, values[n]]))),
      Instruction.label(Object.fromEntries(names.map((name, n) => [`k${name}`, values[n]]))),
      Instruction.prependPath('/a b', '/$c'),
      Instruction.volume(...volumes),
      Instruction.workdir(folders[0]),
      Instruction.user(values.find((value) => /[$"\\]/.test(value))!),
      Instruction.healthcheck(['/x', ...texts]),
      Instruction.entrypoint(texts),
      Instruction.cmd([...texts].reverse()),
    ],
  }));
}

/** Everything that ends up in files. */
function files(): Dockerfile {
  const app = stageApp();
  const words = (file: string) => Command.argv('/bin/sh', '-c', `mkdir -p /out; printf "%s\\0" "$@" > /out/${file}`, 'sh', ...texts);
  const made = new TestStage(app, 'Made', {
    parent: BaseImage.of({ reference: 'debian:trixie-slim' }),
    instructions: () => [
      Instruction.run([words('words-of-here-document')]),
      Instruction.run([Command.argv('/bin/sh', '-c', 'printf "%s\\0" "$@" > /out/words-of-line', 'sh', ...values)]),
      Instruction.arg('DEFAULT', values[7]),
      Instruction.run([Command.shell('printf %s "$DEFAULT" > /out/default')]),
      Instruction.run(
        [Command.argv('cp', '-R', '/seen', '/out/seen')],
        { mounts: mounted.map((name) => Mount.bind({ source: `mounted/${name}`, target: `/seen/${name}` })) },
      ),
      ...folders.map((folder) => Instruction.workdir(`/out/workdirs${folder}`)),
    ],
  });
  return Dockerfile.fromTarget(new TestStage(app, 'Files', {
    parent: BaseImage.scratch(),
    instructions: () => [
      Instruction.copyArtifact(new Files({ source: made, path: '/words', root: '/out' })),
      Instruction.copyContext({ sources: fileNames.map((name) => `named/${name}`), target: folders[1] }),
      ...texts.slice(0, 40).map((text, n) => Instruction.copyText(text, `/texts/${n}`)),
      ...folders.slice(0, 10).map((folder) => Instruction.copyFrom(made, { sources: [`/out/workdirs${folder}`], target: `/copied${folder}` })),
    ],
  }));
}

function docker(...words: string[]): string {
  return execFileSync('docker', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
}

describe('what was given arrives in the image', () => {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'quoting-'));
  const out = path.join(work, 'out');
  let config: Record<string, unknown>;

  beforeAll(() => {
    for (const [folder, all] of [['named', fileNames], ['mounted', mounted]] as const) {
      const target = path.join(work, FILES_FOLDER, folder);
      fs.mkdirSync(target, { recursive: true });
      all.forEach((name, n) => fs.writeFileSync(path.join(target, name), `${n}`));
    }
    // What a wildcard would find beside the files that were meant.
    fs.writeFileSync(path.join(work, FILES_FOLDER, 'named', 'decoy'), '');
    fs.writeFileSync(path.join(work, 'metadata.Dockerfile'), metadata().render());
    fs.writeFileSync(path.join(work, 'files.Dockerfile'), files().render());
    docker('build', '--quiet', '--tag', IMAGE, '--file', path.join(work, 'metadata.Dockerfile'), work);
    docker('build', '--quiet', '--output', `type=local,dest=${out}`, '--file', path.join(work, 'files.Dockerfile'), work);
    config = JSON.parse(docker('image', 'inspect', '--format', '{{json .Config}}', IMAGE)) as Record<string, unknown>;
  });

  afterAll(() => {
    docker('image', 'rm', '--force', IMAGE);
    fs.rmSync(work, { recursive: true, force: true });
  });

  test('ENV', () => {
    const [pathValue, ...env] = config.Env as string[];
    expect(env).toEqual(names.map((name, n) => `k${name}=${values[n]}`));
    expect(pathValue).toMatch(/^PATH=\/a b:\/\$c:\//);
  });

  test('LABEL', () => {
    expect(config.Labels).toEqual(Object.fromEntries(names.map((name, n) => [`k${name}`, values[n]])));
  });

  test('WORKDIR, USER, VOLUME', () => {
    expect([config.WorkingDir, config.User]).toEqual([folders[0], values.find((value) => /[$"\\]/.test(value))]);
    expect(Object.keys(config.Volumes as object).sort()).toEqual([...volumes].sort());
  });

  test('ENTRYPOINT, CMD, HEALTHCHECK', () => {
    expect([config.Entrypoint, config.Cmd]).toEqual([texts, [...texts].reverse()]);
    expect(config.Healthcheck).toEqual({ Test: ['CMD', '/x', ...texts] });
  });

  test('the words of RUN, on a line and in a here-document', () => {
    const words = (file: string) => fs.readFileSync(path.join(out, file), 'utf8').split('\0').slice(0, -1);
    expect([words('words-of-here-document'), words('words-of-line')]).toEqual([texts, values]);
  });

  test('the default of ARG', () => {
    expect(fs.readFileSync(path.join(out, 'default'), 'utf8')).toBe(values[7]);
  });

  test('the text of COPY', () => {
    const read = texts.slice(0, 40).map((_, n) => fs.readFileSync(path.join(out, 'texts', String(n)), 'utf8'));
    expect(read).toEqual(texts.slice(0, 40).map((text) => text === '' || text.endsWith('\n') ? text : `${text}\n`));
  });

  test('the sources and the target of COPY: these files and no others', () => {
    const copied = path.join(out, folders[1]);
    expect(fs.readdirSync(copied).sort()).toEqual([...fileNames].sort());
    expect(fileNames.map((name) => fs.readFileSync(path.join(copied, name), 'utf8'))).toEqual(fileNames.map((_, n) => `${n}`));
  });

  test('the source and the target of COPY from a stage', () => {
    expect(fs.readdirSync(path.join(out, 'copied')).sort()).toEqual(folders.slice(0, 10).map((folder) => folder.slice(1)).sort());
    expect(fs.readdirSync(path.join(out, 'workdirs')).sort()).toEqual(folders.map((folder) => folder.slice(1)).sort());
  });

  test('the source and the target of a bind mount', () => {
    expect(Object.fromEntries(fs.readdirSync(path.join(out, 'seen')).map((name) => [name, fs.readFileSync(path.join(out, 'seen', name), 'utf8')])))
      .toEqual(Object.fromEntries(mounted.map((name, n) => [name, `${n}`])));
  });
});
