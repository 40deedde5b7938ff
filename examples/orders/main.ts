import { App } from 'aws-cdk-lib';
import { OrdersStack } from './stack';

const app = new App();
new OrdersStack(app, 'Orders');
app.synth();
