"""A letter to whoever is named, and what wrote it."""
import argparse
import sys

import markupsafe._speedups
from jinja2 import Template

LETTER = Template('Dear {{ name }},\nthis was written by {{ python }} in {{ prefix }}.')


def main() -> None:
    parser = argparse.ArgumentParser(prog='letters')
    parser.add_argument('name')
    name = markupsafe.escape(parser.parse_args().name)
    python = f'Python {sys.version_info.major}.{sys.version_info.minor}'
    print(LETTER.render(name=name, python=python, prefix=sys.prefix))
