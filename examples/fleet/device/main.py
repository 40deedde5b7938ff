"""A device: it needs what the service needs, compiled for the same machine, and something of its own."""

import h11
import markupsafe._speedups

print("device", markupsafe.escape(">"), h11.__version__)
