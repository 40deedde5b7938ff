import { App } from 'aws-cdk-lib';
import { ParcelsStack } from './stack';

const app = new App();
new ParcelsStack(app, 'Parcels');
app.synth();
