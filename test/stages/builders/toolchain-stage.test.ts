import { expect, test } from 'vitest';
import { BaseImage } from '../../../src';
import { ToolchainStage } from '../../../src/stages/builders/toolchain-stage';
import { readStage, readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const toolchain = (systemPackages: string[], onBuildPlatform = false, baseImage = BaseImage.pythonSlim('3.13')) =>
  new ToolchainStage(scriptApp(pinned('idna')), 'Toolchain', { baseImage, systemPackages, onBuildPlatform });

test('where nothing compiles it has uv, and nothing is installed', () => {
  const { from, lines, runs } = readStage(toolchain([], true));
  expect(from).toBe('--platform=$BUILDPLATFORM public.ecr.aws/docker/library/python:3.13-slim-trixie');
  expect(runs).toEqual([]);
  expect(lines).toEqual([
    'WORKDIR /src',
    'ARG SOURCE_DATE_EPOCH=315532800',
    'ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_INSTALLER_METADATA=1 UV_PYTHON_DOWNLOADS=never PYC_INVALIDATION_MODE=UNCHECKED_HASH',
    'COPY --from=uv /usr/local/bin/uv /usr/local/bin/uv',
  ]);
});

test('packages are installed before uv is there, so a new uv installs none of them again', () => {
  const { lines, runs } = readStage(toolchain(['gcc', 'libpq-dev=17.*']));
  expect(lines.slice(-2).map((line) => line.split(' ')[0])).toEqual(['RUN', 'COPY']);
  expect(runs).toEqual([{
    flags: [
      '--mount=type=cache,id=apt-debian-trixie-amd64,target=/var/cache/apt,sharing=locked',
      '--mount=type=cache,id=apt-lists-debian-trixie-amd64,target=/var/lib/apt/lists,sharing=locked',
    ],
    commands: [
      'rm -f /etc/apt/apt.conf.d/docker-clean',
      'apt-get update',
      'apt-cache madison libpq-dev',
      "apt-get install --yes --no-install-recommends gcc 'libpq-dev=17.*'",
    ],
  }]);
});

test('it starts from its base image, and uv runs where it runs', () => {
  const stages = readStages(toolchain([], false, BaseImage.of({ reference: 'mine:1' })));
  expect([stages.uv.from, stages.toolchain.from]).toEqual(['public.ecr.aws/docker/library/python:3.13-slim-trixie', 'mine:1']);
  expect(readStages(toolchain([], true)).uv.from).toMatch(/^--platform=\$BUILDPLATFORM /);
});

test('what is added to it comes after its own, and its packages are those that it was made with', () => {
  const systemPackages = ['gcc'];
  const stage = toolchain(systemPackages);
  systemPackages.push('make');
  stage.addEnv('CFLAGS', '-O2');
  const { lines, runs } = readStage(stage);
  expect(lines.at(-1)).toBe('ENV CFLAGS=-O2');
  expect(runs[0].commands.at(-1)).toMatch(/ gcc$/);
});
