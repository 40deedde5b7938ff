import { App } from 'aws-cdk-lib';
import { BasesStack } from './stack';

const app = new App();
new BasesStack(app, 'Bases');
app.synth();
