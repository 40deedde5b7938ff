import { App } from 'aws-cdk-lib';
import { ElsewhereStack } from './stack';

const app = new App();
new ElsewhereStack(app, 'Elsewhere');
app.synth();
