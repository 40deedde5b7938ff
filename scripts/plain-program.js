// A CDK app in JavaScript, for scripts/check-package: what a user has who only ran `npm install cdk-python-images aws-cdk-lib constructs`.
const assert = require('assert');
const { App, Stack } = require('aws-cdk-lib');
const { FargateTaskDefinition } = require('aws-cdk-lib/aws-ecs');
const { version } = require('aws-cdk-lib/package.json');
const { PythonApp } = require('cdk-python-images');

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Plain');
const api = new PythonApp(stack, 'Api', { source: 'source' });
api.addEcsContainer(new FargateTaskDefinition(stack, 'Task'), 'Api');
assert.throws(() => new PythonApp(stack, 'Wrong', { sorce: 'source' }), { name: 'PropInvalid', message: /^Plain\/Wrong: source is missing/ });
const { stacks } = app.synth();
assert.match(JSON.stringify(stacks[0].template), new RegExp(api.assetHash));
assert.match(api.image.dockerfile, /^FROM public\.ecr\.aws\/docker\/library\/python:/m);
console.log(`used from JavaScript by node ${process.versions.node} with aws-cdk-lib ${version}`);
