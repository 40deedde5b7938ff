"""An image whose stages are made by hand, as the environment that CodeBuild runs in. What is set for the stack holds for all its apps."""

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_codebuild as codebuild
from cdk_python_images import (
    Entrypoint,
    PythonApp,
    PythonAppDefaults,
    SlimRuntimeStage,
    SystemPackages,
    VirtualenvBuilderStage,
)
from constructs import Construct

EVENTS = Path(__file__).parents[2] / "orders" / "events"


class ContinuousIntegrationStack(cdk.Stack):
    """A project of CodeBuild."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        PythonAppDefaults.set(self, registry="docker.io")

        tools = PythonApp(self, "Tools", source=str(EVENTS), labels={"org.opencontainers.image.vendor": "Example"})
        packages = SystemPackages.combine(SystemPackages.from_catalogue(), SystemPackages.apt(runtime_packages=["git"]))
        builder = VirtualenvBuilderStage(tools, "Builder", system_packages=packages)
        runtime = SlimRuntimeStage(
            tools,
            "Runtime",
            install=builder.virtualenv,
            entrypoint=Entrypoint.command(["python", "-m", "orders_events"]),
        )
        runtime.add_env("PYTHONWARNINGS", "error")

        codebuild.Project(
            self,
            "Project",
            build_spec=codebuild.BuildSpec.from_object({"version": "0.2", "phases": {"build": {"commands": ["python -m compileall ."]}}}),
            environment=codebuild.BuildEnvironment(build_image=tools.image.to_code_build_image()),
        )
