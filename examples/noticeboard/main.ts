import { App } from 'aws-cdk-lib';
import { NoticeboardStack } from './stack';

const app = new App();
new NoticeboardStack(app, 'Noticeboard');
app.synth();
