import { NoticeboardStack } from '../../examples/noticeboard/stack';
import { ImagePlatform, PythonApp, PythonImage, SlimRuntimeStage, WheelBuilderStage, Wheelhouse } from '../../src';
import { testApp, testStack } from '../support/app';
import { folderWith } from '../support/folder';
import { SCRIPT } from '../support/projects';
import { pinned } from '../support/script-app';

const noticeboard = () => new NoticeboardStack(testStack(), 'Noticeboard');
const source = (...names: string[]) => folderWith({ ...SCRIPT, 'requirements.txt': pinned(...names) });

/** A second app that takes the wheels of a first one, and those of an image. */
function inheritedWheels(): PythonApp {
  const stack = testStack();
  const { wheelhouse } = new WheelBuilderStage(new PythonApp(stack, 'Service', { source: source('psycopg2') }), 'Wheels');
  const app = new PythonApp(stack, 'Device', { source: source('psycopg2', 'idna') });
  const wheels = new WheelBuilderStage(app, 'Wheels', { inheritedWheels: [wheelhouse, Wheelhouse.fromImage('registry.example/platform/wheels:2026-11')] });
  new SlimRuntimeStage(app, 'Runtime', { install: wheels.wheelhouse });
  return app;
}

/** What apps share: images, stages, wheels. */
export const SHARED_GOLDENS: Record<string, () => { readonly image: PythonImage }> = {
  'noticeboard': () => noticeboard().web,
  'shared-base': () => ({ image: noticeboard().base }),
  'shared-builder': () => ({ image: noticeboard().builder }),
  'inherited-wheels': inheritedWheels,
  'wheels-arm-v7': () => testApp({ source: folderWith(SCRIPT), platform: ImagePlatform.LINUX_ARM_V7 }),
};
