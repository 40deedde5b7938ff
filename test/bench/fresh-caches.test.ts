import { expect, test } from 'vitest';
import { withFreshCaches } from '../../bench/fresh-caches';

test('every cache gets a name of the run; mounts that shared one still do, and other mounts stay', () => {
  const dockerfile = [
    'RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\',
    '    --mount=type=cache,id=uv-3.13,target=/root/.cache/uv --mount=type=bind,source=a,target=/a \\',
    '    make',
    'RUN --mount=type=cache,target=/root/.cache/uv,id=uv-3.13 make',
  ].join('\n');
  expect(withFreshCaches(dockerfile, 'run-1')).toBe([
    'RUN --mount=type=cache,id=run-1-var-cache-apt,target=/var/cache/apt,sharing=locked \\',
    '    --mount=type=cache,id=run-1-uv-3.13,target=/root/.cache/uv --mount=type=bind,source=a,target=/a \\',
    '    make',
    'RUN --mount=type=cache,id=run-1-uv-3.13,target=/root/.cache/uv make',
  ].join('\n'));
});

test('fails on a mount whose cache would not be empty', () => {
  expect(() => withFreshCaches('RUN --mount=type=cache,dst=/a make', 'run-1')).toThrow(/another id/);
});
