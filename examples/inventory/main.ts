import { App } from 'aws-cdk-lib';
import { InventoryStack } from './stack';

const app = new App();
new InventoryStack(app, 'Inventory');
app.synth();
