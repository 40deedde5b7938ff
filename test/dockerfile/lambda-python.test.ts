import { describe, expect, test } from 'vitest';
import { BaseImage } from '../../src/dockerfile';
import { coded } from '../support/coded';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe("AWS's image for Lambda", () => {
  test('has its Python in a folder of its own, on Amazon Linux 2023', () => {
    expect(BaseImage.pythonLambda('3.14')).toMatchObject({
      python: { implementation: 'cpython', version: '3.14', path: '/var/lang/bin/python3.14' }, libc: 'glibc', glibcVersion: '2.34', distribution: 'amzn', shell: '/bin/sh',
    });
  });

  test.each([
    ['public.ecr.aws', 'public.ecr.aws/lambda/python:3.13'],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/lambda/python:3.13'],
    ['docker.io', 'docker.io/amazon/aws-lambda-python:3.13'],
    ['mirror.example.com/hub/library', 'mirror.example.com/hub/amazon/aws-lambda-python:3.13'],
  ])('from %s is %s', (registry, reference) => {
    expect(BaseImage.pythonLambda('3.13')._reference(registry)).toBe(reference);
  });

  test('can be pinned by a digest', () => {
    expect(BaseImage.pythonLambda('3.13', { digest: DIGEST })._reference('r')).toBe(`r/lambda/python:3.13@${DIGEST}`);
  });

  test.each(['3.11', '3', '3.13.2', 'al2023'])('fails for %s, which is on no system that AWS cares for', (version) => {
    expect(() => BaseImage.pythonLambda(version)).toThrow(coded('BaseImageInvalid', /from 3\.12 on/));
  });
});
