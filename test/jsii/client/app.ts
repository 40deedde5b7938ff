import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { type Construct } from 'constructs';
import {
  BaseImage, CacheSharing, Command, Dependencies, Entrypoint, Files, ImagePlatform, ImageStage, Instruction, Mount, PythonApp, PythonAppDefaults,
  PythonVersion, RunNetwork, SlimRuntimeStage, SystemPackages, VirtualenvBuilderStage, WheelBuilderStage,
} from '../../../src';

class PriceListStage extends ImageStage {
  public readonly prices: Files;

  constructor(scope: Construct, id: string) {
    super(scope, id, { parent: BaseImage.pythonSlim('3.13'), description: 'prints the price list' });
    this.prices = new Files({ source: this, path: '/usr/share/prices', root: '/out' });
  }

  protected instructions(): Instruction[] {
    return [
      Instruction.env({ LC_ALL: 'C.UTF-8', CURRENCY: '€ $5' }),
      Instruction.run([
        Command.argv('mkdir', '-p', '/out/usr/share/prices'),
        Command.shell("python -c 'print(\"bolt\", 3)' > /out/usr/share/prices/list.txt"),
      ], {
        mounts: [Mount.cache({ target: '/var/cache/prices', sharing: CacheSharing.LOCKED })],
        network: RunNetwork.NONE,
        comment: 'no price without a list',
      }),
    ];
  }

  protected override closing(): Instruction[] {
    return [Instruction.workdir('/out')];
  }
}

class LabelledRuntimeStage extends SlimRuntimeStage {
  protected override instructions(): Instruction[] {
    return [...super.instructions(), Instruction.label({ maintainer: 'shop' })];
  }
}

/** The apps of app.py. */
export function declare(app: App, source: string, events: string): void {
  const plain = new Stack(app, 'Plain');
  const inventory = new PythonApp(plain, 'Inventory', { source });
  const task = new FargateTaskDefinition(plain, 'Task', { cpu: 256, memoryLimitMiB: 512 });
  task.addContainer('web', { image: inventory.toEcsContainerImage() });
  const functions = new PythonApp(plain, 'Events', { source: events });
  new DockerImageFunction(plain, 'Function', { code: functions.toLambdaCode({ handler: 'events.handle' }) });
  new CfnOutput(plain, 'Uri', { value: inventory.imageUri });
  new CfnOutput(plain, 'Repository', { value: inventory.repository.repositoryUri });

  const byHand = new Stack(app, 'ByHand');
  const shop = new PythonApp(byHand, 'Shop', { source, python: PythonVersion.V3_13 });
  const wheels = new WheelBuilderStage(shop, 'Wheels', {
    dependencies: Dependencies.fromRequirements({ file: 'requirements.txt' }),
    systemPackages: SystemPackages.forPython('psycopg2'),
  });
  const runtime = new LabelledRuntimeStage(shop, 'Runtime', { install: wheels.wheelhouse, entrypoint: Entrypoint.module('inventory') });
  runtime.addEnv('TZ', 'UTC');
  runtime.environment.addLabel('org.opencontainers.image.title', 'shop');
  runtime.addCopyArtifact(new PriceListStage(shop, 'Prices').prices);
  runtime.addExpose(8000);
  wheels.toolchain.addRun(['gcc', '--version'], { network: RunNetwork.NONE });

  const elsewhere = new Stack(app, 'Elsewhere');
  PythonAppDefaults.set(elsewhere, { registry: 'docker.io', platform: ImagePlatform.LINUX_ARM64 });
  const api = new PythonApp(elsewhere, 'Api', {
    source,
    entrypoint: Entrypoint.asgi('inventory.app:app', { server: 'uvicorn', port: 9000, extraArguments: ['--no-access-log'] }),
    environment: { GREETING: 'hello world' },
    user: '1234:5678',
    check: false,
  });
  new VirtualenvBuilderStage(api, 'Builder', {
    systemPackages: SystemPackages.combine(
      SystemPackages.fromCatalogue(),
      SystemPackages.apt({ buildPackages: ['make'], runtimePackages: ['media-types'], versions: { make: '4.*' } }),
    ),
  });
}
