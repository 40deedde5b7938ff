import { expect, test } from 'vitest';
import { CodedError } from '../../src/private/coded-error';
import { ErrorCode } from '../../src/private/error-code';
import { unhelpful } from '../support/coded';
import { IMAGE_ERRORS } from '../support/errors/of-images';
import { PROJECT_ERRORS } from '../support/errors/of-projects';

/** A mistake for each code: the compiler says when one is missing. */
const MISTAKES: Record<ErrorCode, () => unknown> = { ...PROJECT_ERRORS, ...IMAGE_ERRORS };

/** Values that are made before there is a construct, and the call or the word that tells which of them it was. */
const WITHOUT_CONSTRUCT: Partial<Record<ErrorCode, RegExp>> = {
  PythonUnsupported: /PythonVersion/,
  PackageIndexInvalid: /index/,
  BuildSecretInvalid: /BuildSecret\.fromEnvironment/,
  GitHostInvalid: /GitHost\.https/,
  HealthCheckInvalid: /HealthCheck\.http/,
  SystemPackageUnknown: /SystemPackages\./,
  SystemPackageInvalid: /SystemPackages\./,
  PlatformInvalid: /platform/,
  BuilderInvalid: /buildx/,
  BuildCacheInvalid: /build cache/,
  // parts of an image, which has the path: they are made apart here, since a user makes these mistakes in other places than a program
  SourceChanged: /the file changed/,
  AssemblyNotWritable: /cloud assembly/,
  DeployTimeBuildMissing: /CodeBuild/,
};

function thrownBy(mistake: () => unknown): CodedError {
  try {
    mistake();
  } catch (error) {
    if (error instanceof CodedError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was thrown');
}

test.each(Object.keys(MISTAKES) as ErrorCode[])('fails with %s: where it was, what was found, what was expected and what to write', (code) => {
  const error = thrownBy(MISTAKES[code]);
  expect(error.code).toBe(code);
  expect(unhelpful(error.message)).toBeUndefined();
  for (const fact of [error.facts.what, error.facts.found, error.facts.expected, error.facts.write]) {
    expect(fact).toMatch(/\S/);
    expect(fact).not.toMatch(/undefined|\[object Object\]|NaN|\.$/);
  }
  const apart = WITHOUT_CONSTRUCT[code];
  if (apart === undefined) {
    expect(error.constructPath).toMatch(/^Stack/);
    expect(error.message.startsWith(`${error.constructPath}: `)).toBe(true);
  } else {
    expect([error.constructPath, error.message]).toEqual([undefined, expect.stringMatching(apart)]);
  }
});
