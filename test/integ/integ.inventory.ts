import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App } from 'aws-cdk-lib';
import { InventoryStack } from '../../examples/inventory/stack';

/** The example of the README: a template and a manifest with one image. */
const app = new App();
new IntegTest(app, 'Integ', { testCases: [new InventoryStack(app, 'Inventory')], diffAssets: true, stackUpdateWorkflow: false });
