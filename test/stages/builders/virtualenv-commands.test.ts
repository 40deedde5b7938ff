import { expect, test } from 'vitest';
import { Command } from '../../../src/dockerfile';
import { assembleVirtualenv, createVirtualenv, installWheels, installWheelsApart } from '../../../src/stages/builders/virtualenv-commands';

const wordsOf = ({ _data: data }: Command) => 'words' in data ? data.words : [data.text];
const INSTALL = ['uv', 'pip', 'install', '--python', '/app/.venv'];

test('the environment is one of the standard library, of the Python of the image, at the path where it will run', () => {
  expect(wordsOf(createVirtualenv({ implementation: 'cpython', version: '3.12', path: '/opt/python' }, '/app/.venv')))
    .toEqual(['/opt/python', '-m', 'venv', '--without-pip', '/app/.venv']);
});

test('it is moved below the root that others copy, without the lock that every user could write, and its files have one time', () => {
  expect(assembleVirtualenv('/app/.venv').map(wordsOf)).toEqual([
    ['rm', '-f', '/app/.venv/.lock'],
    ['mkdir', '-p', '/out/app'],
    ['mv', '/app/.venv', '/out/app/'],
    ['find /out -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +'],
  ]);
});

test('the working directory of the image goes with an environment that lies elsewhere', () => {
  expect(assembleVirtualenv('/usr/share/python3/app').slice(1, 3).map(wordsOf)).toEqual([
    ['mkdir', '-p', '/out/usr/share/python3', '/out/app'],
    ['mv', '/usr/share/python3/app', '/out/usr/share/python3/'],
  ]);
});

test('wheels are installed into it from a folder alone', () => {
  expect(wordsOf(installWheels('/wheels', '/app/.venv'))).toEqual(['find', '/wheels', '-name', '*.whl', '-exec', ...INSTALL, '--offline', '--no-deps', '{}', '+']);
});

test('or beside it, for its Python, without the lock and with one time', () => {
  expect(installWheelsApart('/dist', '/app/.venv').map(wordsOf)).toEqual([
    ['find', '/dist', '-name', '*.whl', '-exec', ...INSTALL, '--prefix', '/out/app/.venv', '--offline', '--no-deps', '{}', '+'],
    ['rm', '-f', '/out/app/.venv/.lock'],
    ['find /out -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +'],
  ]);
});
