import { expect, test } from 'vitest';
import { BaseImage } from '../../src/dockerfile';
import { SOURCE_DATE_EPOCH } from '../../src/private/source-date-epoch';
import { aptCaches, packageCache, setTimes, sourceDateEpoch } from '../../src/stages/layout';
import { linesOf, stageApp, TestStage } from '../support/stages';

const slim = BaseImage.pythonSlim('3.13');
const idOf = (image: BaseImage, tool = 'uv') => Object.fromEntries(packageCache(tool, image)._data.fields).id;

test('a cache of packages says what they were built on', () => {
  const of = (distribution?: string, suite?: string) => BaseImage.of({ reference: 'mine:1', distribution, suite });
  expect([
    slim, BaseImage.pythonFull('3.13'), BaseImage.pythonSlim('3.12'), BaseImage.pythonSlim('3.13', { suite: 'bookworm' }), of('alpine', 'v3.22'), of(),
  ].map((image) => idOf(image))).toEqual([
    'uv-debian-trixie-3.13', 'uv-debian-trixie-full-3.13', 'uv-debian-trixie-3.12', 'uv-debian-bookworm-3.13', 'uv-alpine-v3.22', 'uv-other-any',
  ]);
});

test('each tool has its own, where it looks for it, and many builds share it', () => {
  expect(packageCache('pip', slim)._data).toEqual({
    kind: 'cache', fields: [['id', 'pip-debian-trixie-3.13'], ['target', '/root/.cache/pip']],
  });
});

test('that of a stage is that of the image at the end of its parents', () => {
  const app = stageApp();
  const parent = new TestStage(app, 'Parent', { parent: BaseImage.pythonFull('3.13') });
  const { fields } = packageCache('uv', new TestStage(app, 'Child', { parent }))._data;
  expect(fields).toContainEqual(['id', 'uv-debian-trixie-full-3.13']);
});

test('apt has caches for each release and architecture, one build at a time', () => {
  const names = (image: BaseImage, architecture?: string) =>
    aptCaches(image, architecture).map(({ _data: { kind, fields } }) => [kind, ...fields.flat()]);
  expect(names(BaseImage.pythonSlim('3.13'), 'arm64')).toEqual([
    ['cache', 'id', 'apt-debian-trixie-arm64', 'target', '/var/cache/apt', 'sharing', 'locked'],
    ['cache', 'id', 'apt-lists-debian-trixie-arm64', 'target', '/var/lib/apt/lists', 'sharing', 'locked'],
  ]);
  expect(names(BaseImage.pythonFull('3.13', { suite: 'bookworm' })).map(([, , id]) => id)).toEqual(['apt-debian-bookworm', 'apt-lists-debian-bookworm']);
});

test('the time of the files is one that a wheel can hold, and a build can say another', () => {
  expect(new Date(SOURCE_DATE_EPOCH * 1000).toISOString()).toBe('1980-01-01T00:00:00.000Z');
  expect(linesOf(sourceDateEpoch())).toEqual(['ARG SOURCE_DATE_EPOCH=315532800']);
  expect(setTimes()._data).toEqual({ text: 'find /out -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +' });
});
