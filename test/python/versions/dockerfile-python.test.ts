import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { dockerfilePython } from '../../../src/python/versions/dockerfile-python';
import { folderWith } from '../../support/folder';

const read = (text: string, name = 'Dockerfile') => dockerfilePython(PythonProject.fromFolder(folderWith({ 'main.py': '', [name]: text }))._source);

test.each([
  ['FROM python:3.12-slim', '3.12'],
  ['FROM --platform=$BUILDPLATFORM docker.io/library/python:3.11.9@sha256:abc AS base\nFROM base', '3.11'],
  ['FROM public.ecr.aws/lambda/python:3.10', '3.10'],
  ['FROM ghcr.io/example/uv:python3.12-bookworm-slim AS uv\nFROM python:3.12', '3.12'],
  ['# FROM python:3.9\nARG PYTHON=3.11\nFROM python:${PYTHON}-alpine', '3.11'],
  ['FROM python:${PYTHON:-3.14}-slim', '3.14'],
  ['FROM python:slim', undefined],
  ['FROM python:3', undefined],
  ['FROM python:3.11 AS a\nFROM python:3.12', undefined],
  ['FROM debian:12\nRUN apt-get install python3.11', undefined],
])('%j has Python %s', (text, python) => {
  expect(read(text)?.minor).toBe(python);
});

test('one in the folder docker counts where there is none at the top', () => {
  expect(read('FROM python:3.12\n', 'docker/Dockerfile')).toMatchObject({ file: 'docker/Dockerfile', minor: '3.12' });
  expect(read('FROM python:3.12\n', 'other/Dockerfile')).toBeUndefined();
});
