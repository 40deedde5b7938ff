import { expect, test } from 'vitest';
import { leftoverFilters } from '../../bench/leftovers';

test('the RUNs and the COPYs between stages, as the build cache describes them', () => {
  const dockerfile = [
    '# RUN nothing',
    'FROM a AS b',
    'RUN --mount=type=cache,target=/c \\',
    '    --mount=type=bind,source=d,target=/d \\',
    '    make "e" \\',
    '    && rm -rf /f.g/*',
    'COPY . .',
    'COPY --from=b --chown=h:h /i /j',
    'CMD ["k"]',
    '',
  ].join('\n');
  expect(leftoverFilters(dockerfile)).toEqual([
    'description~="exec /bin/sh -c make .e.     .. rm -rf /f.g/.$"',
    'description~="COPY --from.b --chown.h.h /i /j$"',
  ]);
});
