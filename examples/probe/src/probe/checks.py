"""The checks: each gives something that can be looked at, or fails."""

import getpass
import importlib.metadata
import importlib.resources
import locale
import os
import pwd
import socket
import sqlite3
import ssl
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import certifi


def tls() -> object:
    """The authorities that are trusted by default, and a handshake with a server, when there is one."""
    trusted = len(ssl.create_default_context().get_ca_certs())
    if trusted == 0:
        raise RuntimeError("no certificate authority is trusted")
    server = os.environ.get("PROBE_TLS")
    if server is None:
        return {"trusted": trusted}
    host, port = server.split(":")
    context = ssl.create_default_context()
    context.load_verify_locations(cadata=os.environ["PROBE_CA"])
    with socket.create_connection((host, int(port)), timeout=10) as plain, context.wrap_socket(plain, server_hostname=host) as secure:
        return {"trusted": trusted, "protocol": secure.version(), "says": secure.recv(100).decode()}


def names() -> object:
    """localhost is a line of /etc/hosts, the other is asked of a name server."""
    asked = ["localhost"] + [name for name in [os.environ.get("PROBE_NAME")] if name]
    return {name: sorted({info[4][0] for info in socket.getaddrinfo(name, 443, type=socket.SOCK_STREAM)})[0] for name in asked}


def sqlite() -> object:
    with sqlite3.connect(":memory:") as database:
        return database.execute("select group_concat(value, '+') from json_each('[1, 2, 3]')").fetchone()[0]


def time_zone() -> object:
    return datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Paris")).isoformat()


def text() -> object:
    locale.setlocale(locale.LC_ALL, "")
    return {"locale": ".".join(part or "-" for part in locale.getlocale()), "files": sys.getfilesystemencoding(), "stdout": sys.stdout.encoding, "sample": "žluťoučký 🐍"}


def temporary_file() -> object:
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"written")
        file.flush()
        return os.path.dirname(file.name)


def user() -> object:
    return {"name": getpass.getuser(), "passwd": pwd.getpwuid(os.getuid()).pw_name, "uid": os.getuid(), "home": os.path.expanduser("~")}


def metadata() -> object:
    return {name: importlib.metadata.version(name) for name in ("probe", "certifi")}


def package_data() -> object:
    with open(certifi.where(), encoding="ascii") as file:
        certificates = file.read().count("BEGIN CERTIFICATE")
    return {"own": importlib.resources.files("probe").joinpath("data/greeting.txt").read_text().strip(), "certifi": certificates > 100}


def thread_ended_from_outside() -> object:
    """A daemon thread is still running when the process ends: glibc then wants libgcc_s."""
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    return "started"


def read_only() -> object:
    try:
        with open("/app/written", "w", encoding="ascii"):
            return "writable"
    except OSError as error:
        return error.strerror


CHECKS: dict[str, Callable[[], object]] = {
    "tls": tls,
    "names": names,
    "sqlite": sqlite,
    "timeZone": time_zone,
    "text": text,
    "temporaryFile": temporary_file,
    "user": user,
    "metadata": metadata,
    "packageData": package_data,
    "daemonThread": thread_ended_from_outside,
    "app": read_only,
}
