import { expect, test } from 'vitest';
import { Command } from '../../src/dockerfile';
import { assembleVirtualenv, createVirtualenv, installWheels, installWheelsApart } from '../../src/stages/virtualenv-commands';

const wordsOf = ({ _data: data }: Command) => 'words' in data ? data.words : [data.text];
const INSTALL = ['uv', 'pip', 'install', '--python', '/app/.venv'];

test('the environment is one of the standard library, of the Python of the image, at the path where it will run', () => {
  expect(wordsOf(createVirtualenv({ implementation: 'cpython', version: '3.12', path: '/opt/python' })))
    .toEqual(['/opt/python', '-m', 'venv', '--without-pip', '/app/.venv']);
});

test('it is moved below the root that others copy, without the lock that every user could write, and its files have one time', () => {
  expect(assembleVirtualenv().map(wordsOf)).toEqual([
    ['rm', '-f', '/app/.venv/.lock'],
    ['mkdir', '-p', '/out/app'],
    ['mv', '/app/.venv', '/out/app/'],
    ['find /out -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +'],
  ]);
});

test('wheels are installed into it from a folder alone', () => {
  expect(wordsOf(installWheels('/wheels'))).toEqual(['find', '/wheels', '-name', '*.whl', '-exec', ...INSTALL, '--offline', '--no-deps', '{}', '+']);
});

test('or beside it, for its Python, without the lock and with one time', () => {
  expect(installWheelsApart('/dist').map(wordsOf)).toEqual([
    ['find', '/dist', '-name', '*.whl', '-exec', ...INSTALL, '--prefix', '/out/app/.venv', '--offline', '--no-deps', '{}', '+'],
    ['rm', '-f', '/out/app/.venv/.lock'],
    ['find /out -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +'],
  ]);
});
