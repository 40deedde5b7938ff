"""The service that devices talk to."""

import idna
import markupsafe._speedups

print("service", markupsafe.escape("<"), idna.__version__)
