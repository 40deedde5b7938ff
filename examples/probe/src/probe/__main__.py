"""Prints what works, as JSON; `probe` on the command line."""

import json
import os
import sys
import threading
from importlib.metadata import version

from probe.checks import CHECKS


def main() -> int:
    if sys.argv[1:] == ["--version"]:
        print(version("probe"))
        return 0
    if os.environ.get("PROBE_WAIT"):
        print("waiting")
        threading.Event().wait()
    answers, failed = {}, 0
    for name, check in CHECKS.items():
        try:
            answers[name] = check()
        except Exception as error:  # the answer is what went wrong
            answers[name] = f"{type(error).__name__}: {error}"
            failed = 1
    print(json.dumps(answers, indent=2, ensure_ascii=False))
    return failed


if __name__ == "__main__":
    sys.exit(main())
