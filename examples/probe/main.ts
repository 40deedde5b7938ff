import { App } from 'aws-cdk-lib';
import { ProbeStack } from './stack';

const app = new App();
new ProbeStack(app, 'Probe');
app.synth();
