"""The apps of app.ts, as a user writes them in Python. `app.py SOURCE EVENTS ASSEMBLY MISTAKES`: what is synthesized, and where what goes wrong is told."""

import json
import sys
from collections.abc import Callable

import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_lambda as lambda_
from cdk_python_images import (
    BaseImage,
    CacheSharing,
    Command,
    Dependencies,
    Entrypoint,
    Files,
    ImagePlatform,
    ImageStage,
    Instruction,
    Mount,
    PythonApp,
    PythonAppDefaults,
    PythonVersion,
    RunNetwork,
    SlimRuntimeStage,
    SystemPackages,
    VirtualenvBuilderStage,
    WheelBuilderStage,
)
from constructs import Construct


class PriceListStage(ImageStage):
    """A stage of the user's own. The method is protected, so its name starts with `_` in Python."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, parent=BaseImage.python_slim("3.13"), description="prints the price list")
        self.prices = Files(source=self, path="/usr/share/prices", root="/out")

    def _instructions(self) -> list[Instruction]:
        return [
            Instruction.env({"LC_ALL": "C.UTF-8", "CURRENCY": "€ $5"}),
            Instruction.run(
                [
                    Command.argv("mkdir", "-p", "/out/usr/share/prices"),
                    Command.shell("python -c 'print(\"bolt\", 3)' > /out/usr/share/prices/list.txt"),
                ],
                mounts=[Mount.cache(target="/var/cache/prices", sharing=CacheSharing.LOCKED)],
                network=RunNetwork.NONE,
                comment="no price without a list",
            ),
        ]

    def _closing(self) -> list[Instruction]:
        return [Instruction.workdir("/out")]


class LabelledRuntimeStage(SlimRuntimeStage):
    """A stage of the library, and one instruction more."""

    def _instructions(self) -> list[Instruction]:
        return [*super()._instructions(), Instruction.label({"maintainer": "shop"})]


class BrokenStage(ImageStage):
    """Its instructions cannot be made."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, parent=BaseImage.python_slim("3.13"))

    def _instructions(self) -> list[Instruction]:
        return [Instruction.env({})]


def declare(app: cdk.App, source: str, events: str) -> None:
    """What is synthesized."""
    plain = cdk.Stack(app, "Plain")
    inventory = PythonApp(plain, "Inventory", source=source)
    task = ecs.FargateTaskDefinition(plain, "Task", cpu=256, memory_limit_mib=512)
    task.add_container("web", image=inventory.to_ecs_container_image())
    functions = PythonApp(plain, "Events", source=events)
    lambda_.DockerImageFunction(plain, "Function", code=functions.to_lambda_code(handler="events.handle"))
    cdk.CfnOutput(plain, "Uri", value=inventory.image_uri)
    cdk.CfnOutput(plain, "Repository", value=inventory.repository.repository_uri)

    by_hand = cdk.Stack(app, "ByHand")
    shop = PythonApp(by_hand, "Shop", source=source, python=PythonVersion.V3_13)
    wheels = WheelBuilderStage(
        shop,
        "Wheels",
        dependencies=Dependencies.from_requirements(file="requirements.txt"),
        system_packages=SystemPackages.for_python("psycopg2"),
    )
    runtime = LabelledRuntimeStage(shop, "Runtime", install=wheels.wheelhouse, entrypoint=Entrypoint.module("inventory"))
    runtime.add_env("TZ", "UTC")
    runtime.environment.add_label("org.opencontainers.image.title", "shop")
    runtime.add_copy_artifact(PriceListStage(shop, "Prices").prices)
    runtime.add_expose(8000)
    wheels.toolchain.add_run(["gcc", "--version"], network=RunNetwork.NONE)

    elsewhere = cdk.Stack(app, "Elsewhere")
    PythonAppDefaults.set(elsewhere, registry="docker.io", platform=ImagePlatform.LINUX_ARM64)
    api = PythonApp(
        elsewhere,
        "Api",
        source=source,
        entrypoint=Entrypoint.asgi("inventory.app:app", server="uvicorn", port=9000, extra_arguments=["--no-access-log"]),
        environment={"GREETING": "hello world"},
        user="1234:5678",
        check=False,
    )
    VirtualenvBuilderStage(
        api,
        "Builder",
        system_packages=SystemPackages.combine(
            SystemPackages.from_catalogue(),
            SystemPackages.apt(build_packages=["make"], runtime_packages=["media-types"], versions={"make": "4.*"}),
        ),
    )


def mistakes(source: str) -> dict[str, str]:
    """What a user gets to read."""
    stack = cdk.Stack(cdk.App(), "Stack")

    def wrong_source() -> None:
        PythonApp(stack, "WrongSource", source=f"{source}/nowhere")

    def too_late() -> None:
        app = PythonApp(stack, "TooLate", source=source)
        runtime = app.runtime
        runtime.add_env("TZ", "UTC")
        _ = app.image_uri
        runtime.add_env("TZ", "CET")

    def wrong_value() -> None:
        SlimRuntimeStage(PythonApp(stack, "WrongValue", source=source), "Runtime", install=Files(source=BaseImage.python_slim("3.13"), path="/x"))

    def broken_stage() -> None:
        app = PythonApp(stack, "Broken", source=source)
        app.runtime.add_copy_artifact(Files(source=BrokenStage(app, "Mine"), path="/x"))
        _ = app.image

    def outside() -> None:
        PriceListStage(stack, "Outside")

    return {mistake.__name__: message_of(mistake) for mistake in (wrong_source, too_late, wrong_value, broken_stage, outside)}


def message_of(mistake: Callable[[], None]) -> str:
    try:
        mistake()
    except Exception as error:
        return str(error)
    return "nothing was raised"


if __name__ == "__main__":
    source_folder, events_folder, assembly, told = sys.argv[1:]
    main = cdk.App(outdir=assembly)
    declare(main, source_folder, events_folder)
    main.synth()
    with open(told, "w", encoding="utf-8") as file:
        json.dump(mistakes(source_folder), file, indent=2, ensure_ascii=False)
