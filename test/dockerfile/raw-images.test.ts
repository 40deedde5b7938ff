import { expect, test } from 'vitest';
import { rawImages } from '../../src/dockerfile/raw-images';

const DIGEST = `sha256:${'a'.repeat(64)}`;

test.each([
  ['COPY --from=registry.example.com/tools:1 /a /b', ['registry.example.com/tools:1']],
  ['COPY --link --from=busybox /bin/sh /bin/sh', ['busybox']],
  ['COPY \\\n  --from=busybox:1 \\\n  /bin/sh /bin/sh', ['busybox:1']],
  ['RUN --mount=type=bind,from=a:1,source=/x,target=/y --mount=from=b:2,target=/z true', ['a:1', 'b:2']],
  ['run --network=none --mount=type=bind,source=/x,target=/y,from=a:1 true', ['a:1']],
  ['COPY --from=$TOOLS /a /b', ['$TOOLS']],
  [`COPY --from=a:1@${DIGEST} /a /b`, []],
  ['COPY --from=builder /a /b\nCOPY --from=0 /a /b', []],
  ['# COPY --from=a:1 /a /b', []],
  ['RUN echo from=a:1', []],
  ['LABEL a="--from=b:1"', []],
])('%j names %j', (text, images) => {
  expect(rawImages(text.split('\n'), ['builder'])).toEqual(images);
});
