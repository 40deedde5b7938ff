import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ImagePlatform, PythonApp, WheelBuilderStage, Wheelhouse } from '../../src';

/** A service, devices that take what it compiled, and sensors on 32-bit ARM, which are built with nothing emulated. */
export class FleetStack extends Stack {
  public readonly service: PythonApp;
  public readonly device: PythonApp;
  public readonly sensor: PythonApp;

  /** `inherited`: the wheels of an image of a registry, in place of those of the service's stage. */
  constructor(scope: Construct, id: string, inherited?: Wheelhouse) {
    super(scope, id);
    const source = (name: string) => path.join(__dirname, name);
    this.service = new PythonApp(this, 'Service', { source: source('service') });
    const { wheelhouse } = new WheelBuilderStage(this.service, 'Wheels');

    this.device = new PythonApp(this, 'Device', { source: source('device') });
    new WheelBuilderStage(this.device, 'Wheels', { inheritedWheels: [inherited ?? wheelhouse] });

    this.sensor = new PythonApp(this, 'Sensor', { source: source('sensor'), platform: ImagePlatform.LINUX_ARM_V7 });
  }
}
