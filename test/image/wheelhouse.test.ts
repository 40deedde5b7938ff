import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FleetStack } from '../../examples/fleet/stack';
import { Wheelhouse } from '../../src';
import { type BuiltImage, dockerBuild } from '../support/docker/docker-build';
import { dockerHistory } from '../support/docker/docker-history';
import { imageAssets } from '../support/docker/image-assets';
import { LoopbackRegistry } from '../support/docker/loopback-registry';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { temporaryFolder } from '../support/folder';

const images = new Set<string>();
let registry: LoopbackRegistry;

beforeAll(async () => {
  registry = await LoopbackRegistry.start();
});

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
  await registry?.stop();
});

/** Two apps that both compile markupsafe; the second inherits the wheels of the first, or what `inherited` says. */
function apps(inherited?: Wheelhouse): Record<'Service' | 'Device', (options: { noCache?: boolean; target?: string }) => Promise<BuiltImage>> {
  const cdk = new App({ outdir: temporaryFolder() });
  new FleetStack(cdk, 'Stack', inherited);
  const assets = imageAssets(cdk.synth().directory);
  const build = (id: string) => async (options: { noCache?: boolean; target?: string }) => {
    const asset = assets.find(({ displayName }) => displayName.includes(id));
    const built = await dockerBuild({ ...asset!, ...options });
    images.add(built.imageId);
    return built;
  };
  return { Service: build('Service'), Device: build('Device') };
}

/** What pip says when it compiles, by the stages in which it does. */
function compilingStages({ log }: BuiltImage): string[] {
  const names = new Map([...log.matchAll(/^#(\d+) \[(?:\S+ )?([\w-]+) +\d+\/\d+\]/gm)].map(([, step, stage]) => [step, stage]));
  return [...new Set([...log.matchAll(/^#(\d+) .*Building wheels? for .*: started/gm)].map(([, step]) => names.get(step) ?? step))];
}

test('wheels of the stage of another app: what that one compiled is not compiled again, and installed with no network', async () => {
  const { Service, Device } = apps();
  const service = await Service({ noCache: true });
  const device = await Device({ noCache: true });
  expect(compilingStages(service)).toEqual(['wheels']);
  expect(compilingStages(device)).toEqual(['service-wheels']);
  expect(device.log).toMatch(/markupsafe-3\.0\.3-cp313-cp313-linux_x86_64\.whl is taken: it was compiled there/);
  expect(device.log).toMatch(/1 inherited, 1 left to pip/);
  expect(device.log).toMatch(/--network=none/);
  expect(await runInImage(device.imageId, [], { readOnly: true, network: 'none' })).toBe('device &gt; 0.16.0\n');
});

test('with the first app in the cache nothing at all compiles', async () => {
  const { Service, Device } = apps();
  await Service({});
  expect(compilingStages(await Device({}))).toEqual([]);
});

test('wheels of an image in a registry: nothing compiles, and no layer has a wheel', async () => {
  const { Service } = apps();
  const wheels = await Service({ target: 'wheels' });
  await registry.push(wheels.imageId, 'platform/wheels', '2026-11');
  const { Device } = apps(Wheelhouse.fromImage(`${registry.host}/platform/wheels:2026-11`));
  const device = await Device({ noCache: true });
  expect(compilingStages(device)).toEqual([]);
  expect(device.log).toMatch(/is taken: it was compiled there/);
  expect(await runInImage(device.imageId, [], { readOnly: true, network: 'none' })).toBe('device &gt; 0.16.0\n');
  const find = "import os; print([os.path.join(at, f) for at, _, files in os.walk('/') if not at.startswith('/proc') for f in files if f.endswith('.whl') and 'ensurepip' not in at])";
  expect(await runInImage(device.imageId, ['-c', find], { entrypoint: '/app/.venv/bin/python', user: '0' })).toBe('[]\n');
  expect(JSON.stringify(await dockerHistory(device.imageId))).not.toContain('/wheels');
});
