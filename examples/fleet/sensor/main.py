"""A sensor on 32-bit ARM: everything that it needs has a wheel."""

import platform

from charset_normalizer import md

print(platform.machine(), md.__file__.rsplit(".", 2)[1])
