import { expect, test } from 'vitest';
import {
  BaseImage, Entrypoint, NuitkaBuilderStage, NuitkaDistrolessStage, NuitkaRuntimeStageProps, NuitkaScratchStage, StandaloneBinary,
} from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT, UV_ASGI } from '../../support/projects';
import { readStage, readStages } from '../../support/read-stages';
import { scriptApp } from '../../support/script-app';

const tiny = (props: NuitkaRuntimeStageProps = {}) => new NuitkaScratchStage(testApp({ source: folderWith(FLAT) }), 'Tiny', props);

test('the program is the last layer of an image that has nothing but what it needs', () => {
  const stages = readStages(tiny());
  expect(stages['tiny-environment']).toMatchObject({
    from: 'scratch', lines: [
      'ENV HOME=/tmp LANG=C.UTF-8 SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt', 'COPY --link --from=tiny-system /system/ /',
    ],
  });
  expect(stages.tiny.lines).toEqual([
    'COPY --link --from=tiny-check /checked/ /', 'LABEL org.opencontainers.image.title=greeter org.opencontainers.image.version=1.0', 'WORKDIR /app', 'USER 10001:10001', 'STOPSIGNAL SIGINT', 'ENTRYPOINT ["/app/greeter.bin"]',
  ]);
});

test('an app takes it for its image', () => {
  const app = testApp({ source: folderWith(FLAT) });
  const stage = new NuitkaScratchStage(app, 'Tiny');
  expect(app.runtime).toBe(stage);
  expect(app.image.dockerfile).toContain('FROM scratch AS tiny-environment');
});

test('a web application has its port, and no search path for modules that are compiled', () => {
  const app = testApp({ source: folderWith(UV_ASGI), entrypoint: Entrypoint.asgi('main:app') });
  const port = (props: NuitkaRuntimeStageProps, id: string) => readStage(new NuitkaScratchStage(app, id, props)).lines.filter((line) => /PORT|EXPOSE/.test(line));
  expect(port({}, 'One')).toEqual(['ENV PORT=8000', 'EXPOSE 8000']);
  expect(port({ environment: { PORT: '9000' } }, 'Two')).toEqual(['EXPOSE 9000']);
});

test('the check runs the program where arguments are known, as the user and without a network', () => {
  const { 'tiny-trial': trial, 'tiny-check': check } = readStages(tiny({ checkArguments: ['--version'], user: '7:8' }));
  expect(trial.lines.slice(1)).toEqual(['WORKDIR /app', 'USER 7:8', 'RUN --network=none ["/app/greeter.bin", "--version"]']);
  expect(check.runs[0].commands).toEqual(['/usr/local/bin/python3.13 -I /tools/check-image libraries --root /image /app -- writable /checked/app']);
  expect(check.runs[0].flags).toContain('--mount=type=bind,from=tiny-trial,source=/,target=/image');
  expect(readStages(tiny())['tiny-trial'].lines).toHaveLength(1);
});

test('without the check, the image takes the program from the builder', () => {
  const stages = readStages(tiny({ check: false, checkArguments: ['--version'] }));
  expect(stages.tiny.lines[0]).toBe('COPY --link --from=tiny-builder /out/ /');
  expect(Object.keys(stages)).not.toContain('tiny-trial');
});

test('on a distroless base only what it lacks is gathered, and its users stay', () => {
  const app = scriptApp('');
  const binary = new NuitkaBuilderStage(app, 'Builder').binary;
  const stages = readStages(new NuitkaDistrolessStage(app, 'Small', { install: binary }));
  const { commands, flags } = stages['small-system'].runs[0];
  expect(stages['small-environment'].from).toBe('gcr.io/distroless/cc-debian13:nonroot');
  expect(flags).toContain('--mount=type=bind,from=gcr.io/distroless/cc-debian13:nonroot,source=/,target=/base');
  expect(commands[0]).toMatch(/^\/usr\/local\/bin\/python3\.13 -I \/tools\/collect-system --base \/base --into \/system --also=.* \/out\/app$/);
  expect(commands).toContain('cp /base/etc/passwd /base/etc/group /system/etc/');
});

test('fails on a base with an older glibc than the builder, naming both', () => {
  const baseImage = BaseImage.of({ reference: 'gcr.io/distroless/cc-debian12:nonroot', suite: 'bookworm', hasShell: false });
  expect(() => new NuitkaDistrolessStage(scriptApp(''), 'Small', { baseImage }))
    .toThrow(coded('ArtifactMismatch', /^Stack\/Api\/Small: (.|\n)*glibc 2\.36(.|\n)*glibc 2\.41 or newer, as in Stack\/Api\/SmallBuilder/));
});

test('fails when a compiled program is given another entry point', () => {
  const install = new StandaloneBinary({ source: BaseImage.pythonSlim('3.13'), path: '/app', executable: 'worker.bin' });
  expect(() => tiny({ install, entrypoint: Entrypoint.module('worker') })).toThrow(coded('EntrypointInvalid', /module\('worker'\)/));
});

test('takes a program from an image that has it', () => {
  const install = new StandaloneBinary({ source: BaseImage.pythonSlim('3.13'), path: '/opt/worker', executable: 'worker.bin' });
  const { lines } = readStage(tiny({ install }));
  expect(lines.slice(-4)).toEqual(['WORKDIR /opt/worker', 'USER 10001:10001', 'STOPSIGNAL SIGINT', 'ENTRYPOINT ["/opt/worker/worker.bin"]']);
});
