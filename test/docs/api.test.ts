import { beforeAll, expect, test } from 'vitest';
import { type ApiType, readApi } from '../support/docs/api';
import { PAGES, readPage } from '../support/docs/pages';

let api: ApiType[];
beforeAll(() => {
  api = readApi();
}, 240_000);

test('every class, interface, enum and every public member has a docstring', () => {
  expect(api.length).toBeGreaterThan(100);
  expect(api.filter(({ documented }) => !documented).map(({ name }) => name)).toEqual([]);
  expect(api.flatMap(({ name, members }) => members.filter(({ documented }) => !documented).map((member) => `${name}.${member.name}`))).toEqual([]);
});

test('every optional prop says its default', () => {
  const optional = api.filter(({ struct }) => struct).flatMap(({ name, members }) => members.filter((member) => member.optional).map((member) => ({ ...member, name: `${name}.${member.name}` })));
  expect(optional.length).toBeGreaterThan(100);
  expect(optional.filter(({ defaultSaid }) => !defaultSaid).map(({ name }) => name)).toEqual([]);
});

test('what the pages name of the library is there', () => {
  const byName = new Map(api.map(({ name, members }) => [name, new Set(members.map((member) => member.name))]));
  const missing = PAGES.flatMap((page) => [...readPage(page).matchAll(/(?<![\w./-])([A-Z]\w+)\.([a-zA-Z]\w*)/g)]
    .filter(([, name, member]) => byName.get(name)?.has(member) === false && member !== 'Builder' && !member.includes('_')) // in Java and Python
    .map(([text]) => `${page}: ${text}`));
  expect(missing).toEqual([]);
});
