import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { dockerfileWords } from '../../../src/python/entrypoints/dockerfile-command';
import { discoverEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const words = (text: string, name = 'Dockerfile') => dockerfileWords(SourceFolder.open(folderWith({ [name]: text })));
const MAIN = 'if __name__ == "__main__":\n    main()\n';
const WSGI = 'from flask import Flask\napp = Flask(__name__)\n';
const discover = (files: Record<string, string>) => discoverEntrypoint(PythonProject.fromFolder(folderWith(files)))._written;

test.each([
  ['the exec form', 'FROM python\nCMD ["python", "collect.py"]\n', ['python', 'collect.py']],
  ['the form of a shell', 'FROM python\ncmd python collect.py --port $PORT\n', ['python', 'collect.py', '--port', '$PORT']],
  ['ENTRYPOINT and CMD', 'FROM python\nCMD ["run"]\nENTRYPOINT ["shop"]\n', ['shop', 'run']],
  ['ENTRYPOINT for a shell, which CMD gives nothing', 'FROM python\nENTRYPOINT shop serve\nCMD ["--help"]\n', ['shop', 'serve']],
  ['a word that has no quotes for a shell', 'FROM python\nCMD ["a", "\\u0000"]\n', ['a', '"\\u0000"']],
  ['the last of several', 'FROM python\nCMD ["a"]\nCMD ["b"]\n', ['b']],
  ['the last stage and the one that it is made from', 'FROM python AS a\nENTRYPOINT ["a"]\nFROM a\nCMD ["b"]\n', ['a', 'b']],
  ['the last stage alone, where it is made from an image', 'FROM python AS a\nENTRYPOINT ["a"]\nFROM python\nCMD ["b"]\n', ['b']],
  ['a stage that is made from one that is made from another', 'FROM python AS a\nCMD ["a"]\nFROM --platform=linux/amd64 a as B\nFROM b\nRUN c\n', ['a']],
  ['an ENTRYPOINT, which resets the CMD of the stage before', 'FROM python AS a\nCMD ["serve"]\nFROM a\nENTRYPOINT ["shop"]\n', ['shop']],
  ['an empty ENTRYPOINT, which takes the one before away', 'FROM python AS a\nENTRYPOINT ["a"]\nFROM a\nENTRYPOINT []\nCMD ["b"]\n', ['b']],
  ['lines that go on', 'FROM python\nCMD python \\\n  # of the day\n  collect.py\n', ['python', 'collect.py']],
  ['words that a shell would take apart', 'FROM python\nCMD ["echo", "a b"]\n', ['echo', "'a b'"]],
  ['a list that is none', 'FROM python\nCMD ["a", b]\n', ['["a",', 'b]']],
  ['a command for a shell in the exec form', 'FROM python\nCMD ["/bin/sh", "-c", "python a.py && python b.py"]\n', ['python', 'a.py', '&&', 'python', 'b.py']],
  ['none', 'FROM python\n# CMD ["a"]\nRUN echo CMD b\n', []],
])('%s', (_what, text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('a Containerfile is one, too', () => {
  expect(words('CMD ["a"]\n', 'Containerfile')).toEqual(['a']);
});

test.each([
  ['a file', { 'collect.py': MAIN, 'publish.py': MAIN, 'Dockerfile': 'CMD ["python", "-u", "./collect.py"]\n' }, "script('collect.py')"],
  ['a file by its path in the image', { 'collect.py': MAIN, 'publish.py': MAIN, 'Dockerfile': 'CMD python3 /srv/publish.py\n' }, "script('publish.py')"],
  ['an application', { 'shop.py': WSGI, 'admin.py': WSGI, 'Dockerfile': 'CMD gunicorn -b 0.0.0.0:80 admin:app\n' }, "wsgi('admin:app')"],
  ['a module', { 'jobs/one.py': MAIN, 'jobs/two.py': MAIN, 'jobs/__init__.py': '', 'Dockerfile': 'CMD ["python", "-m", "jobs.two"]\n' }, "module('jobs.two')"],
  ['a console script', {
    'setup.py': 'from setuptools import setup\nsetup(entry_points={"console_scripts": ["shopd=shop:main", "shop-admin=shop:admin"]})\n', 'shop.py': '', 'Dockerfile': 'ENTRYPOINT ["shopd"]\nCMD ["--help"]\n',
  }, "consoleScript('shopd')"],
])('of several ways to start, %s that the Dockerfile names counts', (_what, files, expected) => {
  expect(discover(files as Record<string, string>)).toBe(expected);
});

test('fails where the Dockerfile names none of them, or two', () => {
  const files = { 'collect.py': MAIN, 'publish.py': MAIN };
  expect(() => discover({ ...files, Dockerfile: 'CMD ["./start.sh"]\n' })).toThrow(coded('EntrypointAmbiguous', /in 2 ways/));
  expect(() => discover({ ...files, Dockerfile: 'CMD python collect.py & python publish.py\n' })).toThrow(coded('EntrypointAmbiguous', /in 2 ways/));
});

test('fails where nothing else starts, with the command of the Dockerfile as the line to write', () => {
  expect(() => discover({ 'report.ipynb': '{}', 'Dockerfile': "CMD jupyter lab --ip '*'\n" }))
    .toThrow(coded('EntrypointNotFound', /write: {4}entrypoint: Entrypoint\.process\('jupyter lab --ip \\'\*\\''\)/));
});
