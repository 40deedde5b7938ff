import { App } from 'aws-cdk-lib';
import { MigratedStack } from './stack';

const app = new App();
new MigratedStack(app, 'Migrated');
app.synth();
