import * as path from 'path';
import { defineConfig } from 'vitest/config';

const ROOT = path.join(import.meta.dirname, '..');
const installed = (name: string) => path.join(import.meta.dirname, 'node_modules', name);

const reports = process.env.TEST_REPORTS;

/** The tests of whole apps, and those of this folder, with the newest aws-cdk-lib: `scripts/compat`. */
export default defineConfig({
  root: ROOT,
  resolve: { alias: ['aws-cdk-lib', 'constructs'].map((name) => ({ find: new RegExp(`^${name}(?=/|$)`), replacement: installed(name) })) },
  test: {
    // Examples are synthesized by processes of their own, with the aws-cdk-lib of the project.
    exclude: ['test/synth/example.test.ts'],
    isolate: false,
    // A warning of aws-cdk-lib about what the library calls would look like a mistake of its user.
    env: { JSII_DEPRECATED: 'fail' },
    silent: 'passed-only', // the warnings of the built-in rules about stacks with an image and no resource
    include: ['compat/*.test.ts', 'test/synth/**/*.test.ts', 'test/golden/goldens.test.ts'],
    expect: { requireAssertions: true },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    update: 'none',
    reporters: ['default', ...(reports ? [['json', { outputFile: path.join(reports, `compat-${process.pid}.json`) }] as const] : [])],
  },
});
