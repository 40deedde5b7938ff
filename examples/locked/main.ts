import { App } from 'aws-cdk-lib';
import { LockedStack } from './stack';

const app = new App();
new LockedStack(app, 'Locked');
app.synth();
