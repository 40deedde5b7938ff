import * as path from 'path';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PythonApp } from '../../src';

/** The whole declaration: a folder becomes an image. */
export class InventoryStack extends Stack {
  public readonly api: PythonApp;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new PythonApp(this, 'Api', { source: path.join(__dirname) });
    new CfnOutput(this, 'ImageUri', { value: this.api.imageUri });
  }
}
