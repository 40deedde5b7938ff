"""Two apps in one stack: a web app for Fargate and a function for Lambda."""

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_lambda as lambda_
from cdk_python_images import HealthCheck, PythonApp
from constructs import Construct

PROJECTS = Path(__file__).parents[2] / "orders"


class OrdersStack(cdk.Stack):
    """What examples/orders/stack.ts is in TypeScript."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.api = PythonApp(self, "Api", source=str(PROJECTS / "api"), health_check=HealthCheck.http("/health"), stop_timeout_seconds=60)
        self.api.add_ecs_container(ecs.FargateTaskDefinition(self, "Task"), "Api")

        self.events = PythonApp(self, "Events", source=str(PROJECTS / "events"))
        lambda_.DockerImageFunction(self, "Count", code=self.events.to_lambda_code(handler="orders_events.handle"))
