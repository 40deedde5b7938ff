import { expect, test } from 'vitest';
import { BuildProgress } from './build-progress';

const LOG = [
  '#0 building with "default" instance using docker driver',
  '',
  '#1 [internal] load build definition from Dockerfile',
  '#1 transferring dockerfile: 4.23kB done',
  '#1 DONE 0.0s',
  '',
  '#4 [uv 2/2] RUN --mount=type=cache,target=/root/.cache/pip     pip install uv',
  '#4 CACHED',
  '',
  '#9 [builder 1/1] RUN --mount=type=cache,target=/a --mount=type=bind,source=b,target=/b     make     && find',
  '#9 0.167 DONE 3.0s says the program',
  '',
  '#11 exporting to image',
  '#9 12.1 more',
  '#9 DONE 12.3s',
];

function read(lines: string[]) {
  const progress = new BuildProgress();
  return { steps: lines.flatMap((line) => progress.read(line) ?? []), working: progress.working };
}

test('each step ends once, with its seconds unless the cache had it', () => {
  expect(read(LOG).steps).toEqual([
    { place: 'internal', instruction: 'load build definition from Dockerfile', seconds: 0, failed: false },
    { place: 'uv 2/2', instruction: 'RUN pip install uv', seconds: undefined, failed: false },
    { place: 'builder 1/1', instruction: 'RUN make && find', seconds: 12.3, failed: false },
  ]);
});

test('what works is what has begun and not ended', () => {
  expect(read(LOG.slice(0, -1)).working).toEqual(['builder 1/1']);
  expect(read(LOG).working).toEqual([]);
});

test('fails: a step that failed has ended, and so has one that was given up because of it', () => {
  const { steps } = read([...LOG.slice(0, -1), '#12 [a 1/2] COPY x', '#9 ERROR: process "x" did not complete successfully: exit code: 1', '#12 CANCELED']);
  expect(steps.slice(-2)).toEqual([
    { place: 'builder 1/1', instruction: 'RUN make && find', seconds: undefined, failed: true },
    { place: 'a 1/2', instruction: 'COPY x', seconds: undefined, failed: true },
  ]);
});
