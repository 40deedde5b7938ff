import { expect, test } from 'vitest';
import { lintText } from './lint-text';

const DOCKERFILE = 'src/dockerfile imports only src/private, constructs: the typed Dockerfile is text made from objects';
const PYTHON = 'it states facts about a Python project; what is made of them is decided in src/stages';
const STAGES = 'a stage decides from facts already read, so it touches neither disk nor cloud';
const CONTEXT = 'it stages the files that a rendered Dockerfile reads, whatever stages rendered it';
const CHECKS = 'a check reads what was planned and changes nothing';
const PRIVATE = 'every room leans on it, so it leans on none';
const ROOT = 'the constructs join the rooms';
const BUILDING = 'it registers a staged folder to be built somewhere, whatever app the folder is of';
const EXITS = 'it gives an image to what runs it, however the image was made';
const EXPLAIN = 'it says what was decided and why, and decides nothing';
const CLI = 'the command line reads what synth wrote through the public API';
const PROJEN = 'the projen component uses the public API';
const NO_CDK = 'the other rooms plan and render with no cloud in sight';
const NO_PROCESS = 'reading a project never runs it';

// The table of ARCHITECTURE.md, written down a second time on purpose: a change of the law is a change of both.
test.each([
  ['src/private/x.ts', '../dockerfile', PRIVATE],
  ['src/private/x.ts', 'constructs', PRIVATE],
  ['src/private/x.ts', 'fs', PRIVATE],
  ['src/dockerfile/x.ts', '../python', DOCKERFILE],
  ['src/dockerfile/x.ts', '../stages', DOCKERFILE],
  ['src/dockerfile/x.ts', '../context', DOCKERFILE],
  ['src/dockerfile/x.ts', '../index', DOCKERFILE],
  ['src/dockerfile/x.ts', '..', DOCKERFILE],
  ['src/dockerfile/x.ts', './../python/project', DOCKERFILE],
  ['src/dockerfile/x.ts', '../private/../python', DOCKERFILE],
  ['src/dockerfile/x.ts', 'fs', DOCKERFILE],
  ['src/dockerfile/x.ts', 'node:fs', DOCKERFILE],
  ['src/dockerfile/x.ts', 'smol-toml', DOCKERFILE],
  ['src/dockerfile/x.ts', 'aws-cdk-lib', NO_CDK],
  ['src/dockerfile/x.ts', 'aws-cdk-lib/aws-ecr-assets', NO_CDK],
  ['src/dockerfile/mounts/x.ts', '../../python', DOCKERFILE],
  ['src/dockerfile/mounts/x.ts', '../../dockerfile', DOCKERFILE],
  ['src/dockerfile/mounts/deep/x.ts', '../../../python', DOCKERFILE],
  ['src/explain/x.ts', '..', EXPLAIN],
  ['src/explain/x.ts', 'fs', EXPLAIN],
  ['src/explain/x.ts', 'aws-cdk-lib', NO_CDK],
  ['src/stages/x.ts', '../explain', STAGES],
  ['src/python/x.ts', '../stages', PYTHON],
  ['src/python/x.ts', '../stages/slim-runtime-stage', PYTHON],
  ['src/python/x.ts', '../context', PYTHON],
  ['src/python/x.ts', 'os', PYTHON],
  ['src/python/x.ts', 'https', PYTHON],
  ['src/python/x.ts', 'aws-cdk-lib', NO_CDK],
  ['src/python/x.ts', 'child_process', NO_PROCESS],
  ['src/python/locks/x.ts', 'node:child_process', NO_PROCESS],
  ['src/stages/x.ts', '../context', STAGES],
  ['src/stages/x.ts', '../checks', STAGES],
  ['src/stages/x.ts', '../python-app', STAGES],
  ['src/stages/x.ts', 'fs', STAGES],
  ['src/stages/x.ts', 'aws-cdk-lib', NO_CDK],
  ['src/context/x.ts', '../stages', CONTEXT],
  ['src/context/x.ts', '../checks', CONTEXT],
  ['src/context/x.ts', 'aws-cdk-lib', NO_CDK],
  ['src/checks/x.ts', '../python-app', CHECKS],
  ['src/checks/x.ts', 'aws-cdk-lib', NO_CDK],
  ['src/building/x.ts', '../python', BUILDING],
  ['src/building/x.ts', '../stages', BUILDING],
  ['src/building/x.ts', '../python-app', BUILDING],
  ['src/building/x.ts', 'child_process', NO_PROCESS],
  ['src/exits/x.ts', '../context', EXITS],
  ['src/exits/x.ts', '../python-image', EXITS],
  ['src/exits/x.ts', 'fs', EXITS],
  ['src/stages/x.ts', '../building', STAGES],
  ['src/python-app.ts', './cli/main', ROOT],
  ['src/python-app.ts', './projen', ROOT],
  ['src/python-app.ts', '../test/support', ROOT],
  ['src/python-app.ts', 'child_process', NO_PROCESS],
  ['src/cli/x.ts', '../python', CLI],
  ['src/cli/x.ts', '../stages/slim-runtime-stage', CLI],
  ['src/cli/x.ts', 'aws-cdk-lib', NO_CDK],
  ['src/projen/x.ts', '../python', PROJEN],
  ['src/projen/x.ts', 'child_process', NO_PROCESS],
])('fails in %s for %s, with the reason', async (file, source, reason) => {
  expect(await lintText(file, `import * as fs from '${source}';\n\nexport const x = [fs];\n`)).toEqual([expect.stringContaining(reason)]);
});

test.each([
  ['src/private/x.ts', './error-code'],
  ['src/dockerfile/x.ts', 'constructs'],
  ['src/dockerfile/x.ts', './base-image'],
  ['src/dockerfile/x.ts', '../private/coded-error'],
  ['src/dockerfile/mounts/x.ts', '../base-image'],
  ['src/dockerfile/mounts/x.ts', '../../private/coded-error'],
  ['src/python/x.ts', '../dockerfile'],
  ['src/python/x.ts', '../dockerfile/base-image'],
  ['src/python/x.ts', '../private/coded-error'],
  ['src/python/x.ts', './system-packages.json'],
  ['src/python/x.ts', 'fs'],
  ['src/python/x.ts', 'node:path'],
  ['src/python/x.ts', 'smol-toml'],
  ['src/python/x.ts', '@renovatebot/pep440'],
  ['src/python/locks/x.ts', '../package-name'],
  ['src/python/locks/x.ts', '..'],
  ['src/stages/x.ts', '../dockerfile'],
  ['src/stages/x.ts', '../python'],
  ['src/context/x.ts', '../python'],
  ['src/python/x.ts', '@balena/dockerignore'],
  ['src/context/x.ts', 'fs'],
  ['src/checks/x.ts', '../stages'],
  ['src/checks/x.ts', '../context'],
  ['src/building/x.ts', '../context'],
  ['src/building/x.ts', 'aws-cdk-lib/aws-ecr-assets'],
  ['src/exits/x.ts', '../building/assembly'],
  ['src/exits/x.ts', 'aws-cdk-lib/aws-ecs'],
  ['src/python-app.ts', 'aws-cdk-lib/aws-ecr-assets'],
  ['src/python-app.ts', './building/image-build'],
  ['src/python-app.ts', './exits'],
  ['src/python-app.ts', './stages'],
  ['src/python-app.ts', './defaults'],
  ['src/cli/x.ts', '..'],
  ['src/cli/x.ts', '../index'],
  ['src/cli/x.ts', 'child_process'],
  ['src/projen/x.ts', 'projen'],
])('passes in %s for %s', async (file, source) => {
  expect(await lintText(file, `import * as fs from '${source}';\n\nexport const x = [fs];\n`)).toEqual([]);
});

test.each([
  ['export … from', "export * from '../python';", DOCKERFILE],
  ['import type', "import type { X } from '../python';", DOCKERFILE],
  ['import = require', "import x = require('../python');", DOCKERFILE],
  ['require', "const x = require('../python');", 'require'],
  ['import()', "const x = import('../python');", 'import at the head of the file'],
  ['a type from import()', "export type X = import('../python').X;", 'import at the head of the file'],
])('fails for a forbidden import written as %s', async (_form, text, reason) => {
  const messages = await lintText('src/dockerfile/x.ts', `${text}\n`);
  expect(messages).toContainEqual(expect.stringContaining(reason));
});
