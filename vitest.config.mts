import { spawnSync } from 'child_process';
import * as path from 'path';
import { defineConfig } from 'vitest/config';

/** Slower than milliseconds, but no engine needed: goldens, whole apps, rules over the whole tree. */
const SYNTH = ['test/docs/**/*.test.ts', 'test/architecture/**/*.test.ts', 'test/golden/**/*.test.ts', 'test/synth/**/*.test.ts'];
/** Builds and runs real images. */
const IMAGE = ['test/image/**/*.test.ts'];
/** Compiles programs: minutes each, so `npm run test:nuitka` is no part of CI. */
const NUITKA = ['test/nuitka/**/*.test.ts'];
/** Uses the wheel in dist from Python. */
const PYTHON = ['test/jsii/**/*.test.ts'];

/** Uses the jar in dist from Java: Maven fetches much, so `npm run test:java` is no part of CI. */
const JAVA = ['test/java/**/*.test.ts'];

/** Deploys with the CDK's command line, to stand-ins for AWS on this machine. */
const DEPLOY = ['test/deploy/**/*.test.ts'];
/** A builder with a full disk, or ended in the middle: its builds fetch packages again and again, so it is asked for, `BUILDER_FAULTS=1 npm run test:deploy`, and no part of CI. */
const ASKED_FOR = process.env.BUILDER_FAULTS === '1' ? [] : ['test/deploy/builder-faults.test.ts'];

/** Of these tests Podman takes the place of Docker in `npm run test:podman`, which unpacks it first: no part of CI. */
const DEPLOYED_BY_PODMAN = ['test/deploy/deploy.test.ts'];
const BUILT_BY_PODMAN = ['test/image/private-packages.test.ts', 'test/image/private-repositories.test.ts'];

/** The programs of tools/ and the linters are Python's; `scripts/tools` says it when there is none. */
const python = process.env.IMAGE_TESTS === 'required' || spawnSync('python3', ['--version']).status === 0;
const NEEDS_PYTHON = python ? [] : ['test/tools/**', 'test/golden/lint.test.ts'];

/** CI sums the reports of all runs that one command makes, so each run writes its own. */
const reports = process.env.TEST_REPORTS;
const jsonReport = reports ? [['json', { outputFile: path.join(reports, `vitest-${process.pid}.json`) }] as const] : [];

/** A test leaves nothing behind that another could meet, so the library and aws-cdk-lib are read once for each worker, not for each file: most of the time went there. */
const fast = { isolate: false };
/** A test that asserts nothing cannot fail. */
const shared = { expect: { requireAssertions: true } };

export default defineConfig({
  test: {
    globalSetup: 'test/support/own-temporary-folder.ts',
    projects: [
      { test: { ...shared, ...fast, name: 'unit', include: ['test/**/*.test.ts'], exclude: [...SYNTH, ...IMAGE, ...NUITKA, ...PYTHON, ...JAVA, ...DEPLOY, ...NEEDS_PYTHON] } },
      { test: { ...shared, ...fast, name: 'synth', include: SYNTH, exclude: NEEDS_PYTHON, testTimeout: 60_000, hookTimeout: 60_000 } },
      // One heavy build at a time: the engine shares the machine's cores among the builds it is given.
      { test: { ...shared, name: 'image', include: IMAGE, fileParallelism: false, testTimeout: 900_000, hookTimeout: 900_000 } },
      { test: { ...shared, name: 'nuitka', include: NUITKA, fileParallelism: false, testTimeout: 1_800_000, hookTimeout: 60_000 } },
      {
        test: {
          ...shared, name: 'deploy', include: DEPLOY, exclude: ASKED_FOR, globalSetup: ['test/support/deploy/stand-in.ts', 'test/support/deploy/store-engine.ts'],
          fileParallelism: false, testTimeout: 600_000, hookTimeout: 600_000,
        },
      },
      {
        test: {
          ...shared, name: 'podman', include: DEPLOYED_BY_PODMAN, globalSetup: ['test/support/deploy/stand-in.ts', 'test/support/deploy/podman-engine.ts'],
          fileParallelism: false, testTimeout: 600_000, hookTimeout: 600_000,
        },
      },
      {
        test: {
          ...shared, name: 'podman-images', include: BUILT_BY_PODMAN, globalSetup: 'test/support/deploy/podman-engine.ts', fileParallelism: false,
          testTimeout: 600_000, hookTimeout: 600_000, env: { CONTAINER_PROGRAM: `${process.env.ENGINE_ROOT ?? '/var/lib/packaging-engine'}/podman/podman` },
        },
      },
      { test: { ...shared, name: 'java', include: JAVA, testTimeout: 600_000 } },
      { test: { ...shared, name: 'python', include: PYTHON, hookTimeout: 600_000 } },
    ],
    reporters: ['default', ...jsonReport],
    // Goldens by toMatchFileSnapshot: `npm run golden:update` rewrites them, any other run only compares.
    update: process.env.UPDATE_GOLDENS === '1' ? 'all' : 'none',
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html', 'json-summary'],
      reportsDirectory: 'coverage',
      thresholds: { lines: 80 },
    },
  },
});
