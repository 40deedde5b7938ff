import { describe, expect, test } from 'vitest';
import { BRINGS_SERVER, WEB_SERVERS } from '../../../src/python/entrypoints/web-server';

describe.each(WEB_SERVERS.flatMap((server) => server.kinds.map((kind) => [server.name, kind, server] as const)))('%s, %s', (_name, kind, server) => {
  test('listens on all addresses and the port', () => {
    const words = server.words({ app: 'shop:app', factory: false, port: '"$PORT"', kind });
    expect(words?.join(' ')).toContain('shop:app');
    expect(server.readsPort ?? /0\.0\.0\.0[: ].*"\$PORT"/.test(words!.join(' '))).toBe(true);
  });

  test('calls a factory or says that it cannot', () => {
    const words = server.words({ app: 'shop:make', factory: true, port: '8000', kind });
    expect(words === undefined || words.some((word) => ['--factory', '--call', 'shop:make()'].includes(word))).toBe(true);
  });
});

test('extras bring servers that are known', () => {
  expect(Object.values(BRINGS_SERVER).filter((name) => !WEB_SERVERS.some((server) => server.name === name))).toEqual([]);
});
