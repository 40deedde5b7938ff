import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  AlpineRuntimeStage, BaseImage, DistrolessRuntimeStage, PrefixBuilderStage, PythonApp, ScratchRuntimeStage, VirtualenvBuilderStage,
} from '../../src';

/** One app on five bases. Each pair of builder and runtime has the same Python, at the same place, with the same C library. */
export class BasesStack extends Stack {
  /** The official slim image: all by default. */
  public readonly slim: PythonApp;
  /** The same image, packages beside its Python instead of in an environment. */
  public readonly prefix: PythonApp;
  /** The official Alpine image. */
  public readonly alpine: PythonApp;
  /** Debian's own Python, without a shell. */
  public readonly distroless: PythonApp;
  /** The empty image, with Python and the libraries that are loaded. */
  public readonly scratch: PythonApp;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const app = (name: string) => new PythonApp(this, name, { source: __dirname });
    this.slim = app('Slim');

    this.prefix = app('Prefix');
    new PrefixBuilderStage(this.prefix, 'Builder');

    this.alpine = app('Alpine');
    const onMusl = new VirtualenvBuilderStage(this.alpine, 'Builder', { baseImage: BaseImage.pythonAlpine('3.13') });
    new AlpineRuntimeStage(this.alpine, 'Runtime', { install: onMusl.virtualenv });

    this.distroless = app('Distroless');
    const onDebian = new VirtualenvBuilderStage(this.distroless, 'Builder', { baseImage: BaseImage.debian() });
    new DistrolessRuntimeStage(this.distroless, 'Runtime', { install: onDebian.virtualenv });

    this.scratch = app('Scratch');
    const builder = new VirtualenvBuilderStage(this.scratch, 'Builder');
    new ScratchRuntimeStage(this.scratch, 'Runtime', { install: builder.virtualenv, excludedModules: ['sqlite3'] });
  }
}
