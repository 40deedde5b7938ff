import { App } from 'aws-cdk-lib';
import { ToolsStack } from './stack';

const app = new App();
new ToolsStack(app, 'Tools');
app.synth();
