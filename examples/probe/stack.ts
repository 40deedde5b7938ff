import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NuitkaScratchStage, PythonApp } from '../../src';

/** The app as one program in the empty image, which the build runs once before it is one. */
export class ProbeStack extends Stack {
  public readonly app: PythonApp;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.app = new PythonApp(this, 'Probe', { source: __dirname });
    new NuitkaScratchStage(this.app, 'Tiny', { checkArguments: ['--version'] });
    new CfnOutput(this, 'ImageUri', { value: this.app.imageUri });
  }
}
