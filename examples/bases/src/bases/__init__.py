"""Says in JSON what it runs on: the C library, the user, where Python is, and whether anything can be written."""
import importlib.util
import os
import pwd
import ssl
import sys

import orjson
from markupsafe import _speedups


def main():
    print(orjson.dumps({
        "suffix": _speedups.__file__.rsplit(".", 2)[1],
        "python": sys.executable,
        "prefix": sys.prefix,
        "user": pwd.getpwuid(os.getuid()).pw_name,
        "ids": [os.getuid(), os.getgid()],
        "tls": len(ssl.create_default_context().get_ca_certs()) > 50,
        "writable": [path for path in ("/", "/app", "/etc", sys.prefix) if os.access(path, os.W_OK)],
        "cached": os.path.exists(importlib.util.cache_from_source(__file__)),
        "unbuffered": os.environ.get("PYTHONUNBUFFERED"),
        "command": sys.argv[0],
    }).decode())
