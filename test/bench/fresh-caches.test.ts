import { expect, test } from 'vitest';
import { withFreshCaches } from '../../bench/fresh-caches';

test('every cache mount gets the id of the run and its own target; other mounts stay', () => {
  const dockerfile = [
    'RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\',
    '    --mount=type=cache,target=/root/.cache/uv --mount=type=bind,source=a,target=/a \\',
    '    make',
  ].join('\n');
  expect(withFreshCaches(dockerfile, 'run-1')).toBe([
    'RUN --mount=type=cache,id=run-1-var-cache-apt,target=/var/cache/apt,sharing=locked \\',
    '    --mount=type=cache,id=run-1-root-.cache-uv,target=/root/.cache/uv --mount=type=bind,source=a,target=/a \\',
    '    make',
  ].join('\n'));
});

test('fails on a mount whose cache would not be empty', () => {
  expect(() => withFreshCaches('RUN --mount=type=cache,id=mine,target=/a make', 'run-1')).toThrow(/another id/);
  expect(() => withFreshCaches('RUN --mount=type=cache,dst=/a make', 'run-1')).toThrow(/another id/);
});
