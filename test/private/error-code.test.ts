import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../src/private/error-code';

test.each(Object.entries(ERROR_CODES))('%s is explained in one line', (code, explanation) => {
  expect(code).toMatch(/^([A-Z][a-z]+)+$/);
  expect(explanation).toMatch(/^\S.{15,110}[^.\s]$/);
});
