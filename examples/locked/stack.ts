import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Dependencies, DevStage, PythonApp, PythonLock, PythonTarget, SystemPackages, TestStage } from '../../src';

/** Versions that Docker computed, versions of system packages by name, and targets for tests and for development on the stages of the image. */
export class LockedStack extends Stack {
  public readonly orders: PythonApp;
  /** The lock of what the image needs, and the lock of that and of what only developers need. */
  public readonly locks: PythonLock[];
  public readonly tests: PythonTarget;
  public readonly workplace: PythonTarget;

  constructor(scope: Construct, id: string, source: string = path.join(__dirname, 'app')) {
    super(scope, id);
    this.orders = new PythonApp(this, 'Orders', {
      source,
      systemPackages: SystemPackages.apt({
        buildPackages: ['gcc', 'libc6-dev', 'libpq-dev'],
        runtimePackages: ['libpq5'],
        versions: { 'gcc': '4:14.*', 'libpq-dev': '17.*', 'libpq5': '17.*' },
      }),
    });
    this.locks = [
      new PythonLock(this.orders, 'Lock'),
      new PythonLock(this.orders, 'DevLock', { requirements: 'requirements-dev.in', file: 'requirements-dev.txt' }),
    ];
    const { runtime } = this.orders;
    const dependencies = Dependencies.fromRequirements({ file: 'requirements-dev.txt' });
    this.tests = new PythonTarget(this.orders, 'Tests', { target: new TestStage(this.orders, 'Test', { runtime, dependencies }) });
    this.workplace = new PythonTarget(this.orders, 'Workplace', { target: new DevStage(this.orders, 'Dev', { runtime, dependencies }) });
  }
}
