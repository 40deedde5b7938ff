import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { ImageBuilder, ImagePlatform, PythonApp, WheelBuilderStage } from '../../src';
import { testStack } from '../support/app';
import { folderWith } from '../support/folder';
import { pinned } from '../support/script-app';

/** The warnings of an image for 32-bit ARM. */
function warnings(requirements: string, configure: (app: PythonApp) => void = () => undefined): string[] {
  const stack = testStack();
  const app = new PythonApp(stack, 'Api', {
    source: folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': requirements }), platform: ImagePlatform.LINUX_ARM_V7,
  });
  configure(app);
  return Annotations.fromStack(stack).findWarning(`/${app.image.node.path}`, Match.anyValue()).map(({ entry }) => entry.data as string);
}

test('what has no wheel for the platform is named with the stages that need emulation', () => {
  expect(warnings(pinned('psycopg2'))).toEqual([expect.stringMatching(/linux\/arm\/v7 and these stages run .*builder.* \(psycopg2 99\.0 has no wheel at all\)\. .*emulation/)]);
});

test('nothing is said where nothing runs on the platform: wheels of everything, or only wheels asked for', () => {
  expect(warnings(pinned('idna'))).toEqual([]);
  expect(warnings(pinned('psycopg2'), (app) => void new WheelBuilderStage(app, 'Wheels', { onlyBinary: true }))).toEqual([]);
});

test('nothing is said where the machines that build are of the platform', () => {
  const built = (platform: ImagePlatform, imageBuilder: ImageBuilder) => {
    const stack = testStack();
    const source = folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': pinned('psycopg2') });
    const { node } = new PythonApp(stack, 'Api', { source, platform, imageBuilder }).image;
    return Annotations.fromStack(stack).findWarning(`/${node.path}`, Match.stringLikeRegexp('emulation')).length;
  };
  expect(built(ImagePlatform.LINUX_ARM64, ImageBuilder.local())).toBe(1);
  expect(built(ImagePlatform.LINUX_ARM64, ImageBuilder.codeBuild())).toBe(0);
  expect(built(ImagePlatform.LINUX_ARM_V7, ImageBuilder.codeBuild())).toBe(1);
});
