"""The CDK app: `npx cdk synth` and `npx cdk deploy` run it."""

import aws_cdk as cdk
from shop.continuous_integration import ContinuousIntegrationStack
from shop.orders import OrdersStack

app = cdk.App()
OrdersStack(app, "Orders")
ContinuousIntegrationStack(app, "ContinuousIntegration")
app.synth()
