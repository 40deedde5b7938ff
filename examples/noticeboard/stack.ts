import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  Entrypoint, PythonApp, RuntimeBaseStage, SharedImage, SharedStages, SlimRuntimeStage, StaticFiles, SystemPackages, WheelBuilderStage,
  WheelhouseBuilderStage,
} from '../../src';

/** A base and a builder that projects share, each published on its own, and a Django app that is built on them. */
export class NoticeboardStack extends Stack {
  public readonly base: SharedImage;
  public readonly builder: SharedImage;
  public readonly web: PythonApp;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const platform = new SharedStages(this, 'Platform');
    this.base = new SharedImage(this, 'BaseImage', {
      target: new RuntimeBaseStage(platform, 'Base', {
        systemPackages: SystemPackages.apt({ runtimePackages: ['libpcre2-8-0', 'media-types'] }),
        environment: { TZ: 'UTC' },
      }),
    });
    this.builder = new SharedImage(this, 'BuilderImage', {
      target: new WheelhouseBuilderStage(platform, 'Builder', {
        baseImage: this.base,
        systemPackages: SystemPackages.apt({ buildPackages: ['gcc', 'libc6-dev', 'libpcre2-dev'] }),
      }),
    });

    this.web = new PythonApp(this, 'Web', {
      source: __dirname,
      entrypoint: Entrypoint.wsgi('noticeboard.wsgi:application', {
        staticFiles: StaticFiles.collectedByDjango({ buildEnvironment: { SECRET_KEY: 'only for the build' } }),
      }),
      systemPackages: SystemPackages.none(),
    });
    const wheels = new WheelBuilderStage(this.web, 'Wheels', { baseImage: this.builder });
    new SlimRuntimeStage(this.web, 'Runtime', { install: wheels.wheelhouse, baseImage: this.base });
  }
}
