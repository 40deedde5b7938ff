import { describe, expect, test } from 'vitest';
import { PackageIndex } from '../../../src/python';
import { coded } from '../../support/coded';

test('has a name made of its URL, unless it is given one', () => {
  expect(PackageIndex.of({ url: 'https://pypi.example/team/simple/' })).toMatchObject({ name: 'pypi-example-team-simple', replacesPypi: false, sharesNames: false });
  expect(PackageIndex.of({ url: 'https://pypi.example/simple', name: 'corp', replacesPypi: true })).toMatchObject({ name: 'corp', replacesPypi: true });
});

test('has a name for variables as uv makes it', () => {
  expect(PackageIndex.of({ url: 'https://pypi.example/simple', name: 'corp.Team-1' })._variable).toBe('CORP_TEAM_1');
});

describe('fails', () => {
  test.each(['pypi.example/simple', 'git+ssh://pypi.example', 'https://', 'https://pypi.example/a b', ''])('for the URL %j', (url) => {
    expect(() => PackageIndex.of({ url })).toThrow(coded('PackageIndexInvalid', /URL of an index is none/));
  });

  test.each(['', 'a b', 'a=b', '-a'])('for the name %j', (name) => {
    expect(() => PackageIndex.of({ url: 'https://pypi.example/simple', name })).toThrow(coded('PackageIndexInvalid', /name of an index is none/));
  });

  test('for a token in the URL, which it does not repeat', () => {
    const make = () => PackageIndex.of({ url: 'https://user:hunter2@pypi.example/simple' });
    expect(make).toThrow(coded('CredentialInSource', /url: 'https:\/\/pypi\.example\/simple'/));
    expect(make).not.toThrow(/hunter2/);
  });

  test('for two that take the place of PyPI, or have one name', () => {
    const of = (name: string, replacesPypi: boolean) => PackageIndex.of({ url: `https://${name.toLowerCase()}.example/simple`, name, replacesPypi });
    expect(() => PackageIndex._checked([of('a', true), of('b', true)])).toThrow(coded('PackageIndexInvalid', /a\.example\/simple and https:\/\/b\.example/));
    expect(() => PackageIndex._checked([of('a', true), of('A', false)])).toThrow(coded('PackageIndexInvalid', /have the same name/));
    expect(PackageIndex._checked([of('a', true), of('b', false)])).toHaveLength(2);
  });
});
