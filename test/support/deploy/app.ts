import { App } from 'aws-cdk-lib';
import { OrdersStack } from '../../../examples/orders/stack';

// The CDK app that the tests deploy, as examples/orders/main.ts is one, with the projects from where a test edits them.
const [stack, projects] = process.argv.slice(2);
const app = new App();
new OrdersStack(app, stack, { projects, env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION } });
app.synth();
