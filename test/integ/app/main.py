"""What the images of the snapshots run."""


def handle(event: object, context: object) -> str:
    return "done"


if __name__ == "__main__":
    print(handle(None, None))
