import * as path from 'path';
import { expect, test } from 'vitest';
import { GOLDENS } from './goldens';
import { PythonImage } from '../../src';
import { sbomFindings } from '../support/validate-sbom';

/** A lock of each kind, a compiled program, another distribution, an app with nothing locked, and projects beside it. */
const BILLED = ['inventory', 'inventory-alpine', 'uv-lock-asgi', 'uv-workspace', 'poetry-lock', 'pipfile-lock', 'probe-scratch', 'flat-distroless', 'unknown-compiles', 'tool', 'noticeboard', 'bases-scratch'];

test.each(BILLED)('the bill of materials of %s is as the schema of CycloneDX has it', async (name) => {
  const { sbom } = GOLDENS[name]().image as PythonImage;
  expect(await sbomFindings(sbom ?? '')).toBe('');
});

test('the bill of materials, as people read it', async () => {
  const { sbom } = GOLDENS['sbom-in-image']().image as PythonImage;
  expect(await sbomFindings(sbom ?? '')).toBe('');
  await expect(sbom).toMatchFileSnapshot(path.join(__dirname, 'sbom-in-image', 'sbom.cdx.json'));
});

test('fails for what the schema does not know', async () => {
  const { sbom } = GOLDENS.script().image as PythonImage;
  const findings = await Promise.all(['"name"', '"purl"'].map((key) => sbomFindings((sbom ?? '').replaceAll(key, '"other"'))));
  expect(findings.map((text) => text.length > 0)).toEqual([true, true]);
});
