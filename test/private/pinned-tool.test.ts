import { expect, test } from 'vitest';
import { pinnedTool } from '../../src/private/pinned-tool';
import { coded } from '../support/coded';

const UV = { prop: 'uvVersion', usual: '0.13.8' };

test.each(['0.9.2', '26.3', '4', '1.0rc1', '2.1.post1', '3.0.dev4'])('installs the version %s', (version) => {
  expect(pinnedTool('uv', { ...UV, version })).toBe(`uv==${version}`);
});

test('installs the usual version when nothing is said', () => {
  expect(pinnedTool('pdm[locked]', { prop: 'pdmVersion', usual: '2.25' })).toBe('pdm[locked]==2.25');
});

test.each(['latest', '', '>=0.9', '0.9.*', '0.9 --pre', 'v'])('fails for %j, which is no version', (version) => {
  expect(() => pinnedTool('uv', { ...UV, version }))
    .toThrow(coded('PropInvalid', /^uvVersion is no version of uv\n {2}found: {4}".*"\n {2}expected: one exact version.*\n {2}write: {4}uvVersion: '0\.13\.8'/));
});
