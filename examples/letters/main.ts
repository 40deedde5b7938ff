import { App } from 'aws-cdk-lib';
import { LettersStack } from './stack';

const app = new App();
new LettersStack(app, 'Letters');
app.synth();
