import { App } from 'aws-cdk-lib';
import { FleetStack } from './stack';

const app = new App();
new FleetStack(app, 'Fleet');
app.synth();
